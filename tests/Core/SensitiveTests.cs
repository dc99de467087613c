using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Tests.Infra.Telemetry;

namespace PayFunctions.Tests.Core;

public class SensitiveTests
{
    private const string OpenId = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

    private static readonly Sensitive<string> Value = OpenId;

    [Fact]
    public void Whoever_writes_it_writes_a_mask()
    {
        var lines = new List<LogLine>();
        new LogLines<SensitiveTests>(lines).LogInformation("The payer is {Payer}.", Value);
        string[] written =
        [
            Value.ToString(), $"{Value}", $"{Value,10:X}", string.Format(CultureInfo.InvariantCulture, "{0}", Value),
            "" + Value, string.Join(',', [Value]), JsonSerializer.Serialize(Value),
            JsonSerializer.Serialize(new { payer = Value }), new Payer(Value).ToString(),
            new OrderRequest { PayerOpenId = Value }.ToString(), lines.Single().Text,
        ];

        Assert.All(written, text =>
        {
            Assert.DoesNotContain(OpenId, text, StringComparison.Ordinal);
            Assert.Contains("***", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Only_who_asks_for_it_gets_it() => Assert.Equal(OpenId, Value.Reveal());

    [Fact]
    public void It_is_equal_by_its_value_and_nothing_stays_nothing()
    {
        Sensitive<string> same = new string(OpenId.AsSpan());
        Sensitive<string>? nothing = (string?)null;

        Assert.Equal(Value, same);
        Assert.Equal(Value.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(Value, (Sensitive<string>)"another");
        Assert.Equal(new Payer(Value), new Payer(same));
        Assert.Null(nothing);
    }

    [Fact]
    public void A_mask_is_never_taken_for_a_value() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Sensitive<string>>("\"***\""));
}
