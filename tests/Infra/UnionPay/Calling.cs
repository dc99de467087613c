using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Tests.Contracts.Providers;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>Our side of calls, and a gateway that answers as a test says.</summary>
internal sealed class Calling : IAsyncDisposable
{
    public static readonly DateTimeOffset CreatedAt = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<(string Path, Dictionary<string, string> Fields)> _asked = [];
    private readonly Endpoint _gateway;
    private readonly OutboundHttp _http;

    private Calling(Endpoint gateway, ManualClock clock)
    {
        (_gateway, Clock) = (gateway, clock);
        _http = new(new Monitored<OutboundOptions>(new() { Resends = 0 }), TimeProvider.System);
        var options = UnionPaySide.Options();
        options.GatewayUrl = gateway.Url.AbsoluteUri;
        options.ReturnUrl = "https://shop.example.com/paid";
        var all = new UnionPayOptions();
        all.Merchants.Add(UnionPaySide.MerchantId, options);
        Provider = new(new(Options.Create(all)), new(_http, clock, NullLogger<UnionPayGateway>.Instance), clock);
    }

    public UnionPayProvider Provider { get; }

    public ManualClock Clock { get; }

    /// <summary>What was asked of the gateway, in order.</summary>
    public IReadOnlyList<(string Path, Dictionary<string, string> Fields)> Asked => _asked;

    /// <param name="answer">The body that the gateway gives to those fields.</param>
    public static async Task<Calling> StartAsync(Func<Dictionary<string, string>, byte[]> answer)
    {
        Calling? calling = null;
        var gateway = await Endpoint.StartAsync(async context =>
        {
            var form = await context.Request.ReadFormAsync();
            var fields = form.ToDictionary(one => one.Key, one => one.Value.ToString());
            calling!._asked.Add((context.Request.Path.Value!, fields));
            await context.Response.Body.WriteAsync(answer(fields));
        });
        return calling = new(gateway, new(UnionPaySide.Now));
    }

    /// <summary>An answer to those fields, signed as UnionPay signs.</summary>
    public static byte[] Signed(Dictionary<string, string> asked, params (string Name, string? Value)[] says) =>
        UnionPaySide.Form(SignedFields(asked, says));

    /// <summary>The same as older ends of the gateway spell it: nothing is escaped.</summary>
    public static byte[] SignedRaw(Dictionary<string, string> asked, params (string Name, string? Value)[] says) =>
        Encoding.UTF8.GetBytes(string.Join('&', SignedFields(asked, says).Select(one => $"{one.Key}={one.Value}")));

    public static Order NewOrder(string method = "page") => new()
    {
        Key = new("default", "ORD00000001"),
        Channel = "unionpay",
        Method = method,
        MerchantId = UnionPaySide.MerchantId,
        Description = "一壶茶 & cake",
        Total = new(1230, Currency.Cny),
        CreatedAt = CreatedAt,
        ExpiresAt = CreatedAt.AddMinutes(30),
    };

    public static Refund NewRefund(RefundState state = RefundState.Requested) => new()
    {
        Id = "RF-1|of*2@",
        Amount = new(230, Currency.Cny),
        Cause = RefundCause.MerchantRequest,
        TransactionId = "202403010800000000018",
        RequestedAt = CreatedAt.AddHours(1),
        State = state,
    };

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
    }

    private static Dictionary<string, string> SignedFields(
        Dictionary<string, string> asked, (string Name, string? Value)[] says)
    {
        var fields = new Dictionary<string, string>
        {
            ["version"] = "5.1.0",
            ["encoding"] = "UTF-8",
            ["signMethod"] = "01",
            ["signPubKeyCert"] = UnionPaySide.PemOf(UnionPaySide.GatewayCertificate),
            ["merId"] = asked["merId"],
            ["orderId"] = asked["orderId"],
            ["txnTime"] = asked["txnTime"],
            ["respCode"] = "00",
            ["respMsg"] = "成功[0000000]",
        };
        return UnionPaySide.Sign(fields.With(says));
    }
}
