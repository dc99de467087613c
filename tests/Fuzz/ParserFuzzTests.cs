using System.Text;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Edge;

namespace PayFunctions.Tests.Fuzz;

/// <summary>Whatever reads bytes of somebody else: it answers, and throws nothing.</summary>
public class ParserFuzzTests
{
    [Fact]
    public Task Bills() => FuzzRun.RunAsync("bills", 60, BillInput.Make, input => Do(input.Hold));

    [Fact]
    public Task Certificates()
    {
        var side = new CertificateInputs();
        return FuzzRun.RunAsync("certificates", 20, dice => (Pem: CertificateInputs.MakePem(dice), Dice: dice), input => Do(() =>
        {
            side.HoldForAlipay(input.Pem);
            side.HoldForUnionPay(input.Pem);
            side.HoldForWeChatPay(input.Pem, input.Dice);
        }));
    }

    [Fact]
    public Task Payment_tokens()
    {
        var side = new CertificateInputs();
        return FuzzRun.RunAsync("tokens", 6, side.MakeToken, input => Do(() => side.Hold(input)));
    }

    [Fact]
    public Task Headers()
    {
        var sources = new Sources(Options.Create(new EdgeOptions { TrustedProxies = ["10.0.0.0/8", "fd00::/8"] }));
        return FuzzRun.RunAsync("headers", 80, MakeHeader, text => Do(() =>
        {
            sources.Of(text.AsSpan());
            ContentTypes.Fits(text, ProviderDoor.Json);
            ContentTypes.Fits(text, ProviderDoor.Form);
        }));
    }

    [Fact]
    public Task Descriptions_of_columns() => FuzzRun.RunAsync(
        "columns", 60,
        dice => OddJson.Written(dice, OddJson.Changed(dice, System.Text.Json.Nodes.JsonNode.Parse(Columns)!)),
        json => Do(() => Assert.True(BillColumnsJson.Read(json) is ({ }, null) or (null, { Length: > 0 }), Encoding.UTF8.GetString(json))));

    private const string Columns =
        """
        {"channel":"bank","separator":"|","commentMark":"#","orderId":"商户订单","refundId":"退款号","transactionId":"流水","amount":"金额",
         "refundsAreNegative":true,"fee":"手续费","time":"时间","kind":"类型","kindWords":{"消费":"payment"},"status":"状态","statusWords":{"S":"succeeded"} }
        """;

    private static string MakeHeader(Dice dice)
    {
        var text = dice.Of(["198.51.100.7, 10.1.2.3:4711", "[2001:db8::1]:443, fd00::1", "application/json; charset=utf-8", "application/x-www-form-urlencoded", "::ffff:203.0.113.9"]);
        for (var left = dice.From(1, 5); left > 0; left--) text = OddText.Changed(dice, text);
        return text;
    }

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
