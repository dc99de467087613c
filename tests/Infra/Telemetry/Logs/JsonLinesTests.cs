using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core;
using PayFunctions.Infra.Telemetry.Logs;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Telemetry.Logs;

public class JsonLinesTests
{
    [Fact]
    public void A_line_tells_its_event_its_fields_and_the_scopes_around_it()
    {
        var scopes = new LoggerExternalScopeProvider();
        using var order = scopes.Push(Fields(("order_id", "ORD1"), ("{OriginalFormat}", "order_id:{order_id}")));
        using var attempt = scopes.Push(Fields(("attempt", 2)));

        var line = Line(Fields(("From", "Created"), ("Count", 3L), ("{OriginalFormat}", "…")), scopes);

        Assert.Equal("Information", line.GetProperty("level").GetString());
        Assert.Equal(("Moved", 3000), (line.GetProperty("event").GetString(), line.GetProperty("id").GetInt32()));
        Assert.Equal("退款 done", line.GetProperty("message").GetString());
        Assert.Equal(("ORD1", 2), (line.GetProperty("order_id").GetString(), line.GetProperty("attempt").GetInt32()));
        Assert.Equal("""{"From":"Created","Count":3}""", line.GetProperty("fields").GetRawText());
        Assert.Equal("2026-11-20T00:00:00Z", line.GetProperty("at").GetString());
    }

    [Fact]
    public void What_is_sensitive_is_masked_wherever_it_stands()
    {
        var openId = new Sensitive<string>("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(Fields(("payer", openId)));

        var line = Line(Fields(("OpenId", openId)), scopes);

        Assert.Equal("***", line.GetProperty("payer").GetString());
        Assert.DoesNotContain("oUpF8", line.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LogFormat.Auto, true, true)]
    [InlineData(LogFormat.Auto, false, false)]
    [InlineData(LogFormat.Json, false, true)]
    [InlineData(LogFormat.Text, true, false)]
    public void Lines_are_json_where_no_person_reads_them_or_somebody_says_so(LogFormat format, bool redirected, bool json) =>
        Assert.Equal(json, FormatChoice.IsJson(format, redirected));

    private static KeyValuePair<string, object?>[] Fields(params (string Name, object? Value)[] fields) =>
        [.. fields.Select(field => new KeyValuePair<string, object?>(field.Name, field.Value))];

    private static JsonElement Line(KeyValuePair<string, object?>[] state, IExternalScopeProvider scopes)
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        var formatter = new JsonLines(Sampling.Of(new()), clock);
        using var text = new StringWriter();
        formatter.Write(
            new LogEntry<KeyValuePair<string, object?>[]>(
                LogLevel.Information, "PayFunctions.Orders", new(3000, "Moved"), state, null, (_, _) => "退款 done"),
            scopes, text);
        return JsonDocument.Parse(text.ToString()).RootElement;
    }
}
