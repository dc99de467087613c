using System.Text;
using Microsoft.AspNetCore.Http;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.Providers;
using PayFunctions.Sandbox.Alipay;
using PayFunctions.Tests.Infra.Alipay;

namespace PayFunctions.Tests.Contracts.Providers;

public sealed class AlipayInPublicKeyMode(AlipayPublicKeyWorld world) : ProviderCompliance<AlipayPublicKeyWorld>(world);

public sealed class AlipayInCertificateMode(AlipayCertificateWorld world)
    : ProviderCompliance<AlipayCertificateWorld>(world);

public sealed class AlipayReversalsInPublicKeyMode(AlipayPublicKeyWorld world)
    : ReversalCompliance<AlipayPublicKeyWorld>(world);

public sealed class AlipayReversalsInCertificateMode(AlipayCertificateWorld world)
    : ReversalCompliance<AlipayCertificateWorld>(world);

/// <summary>A code that the payer scans.</summary>
public sealed class AlipayPublicKeyWorld() : AlipayWorld("precreate", alipay => alipay.PublicKeyMode);

/// <summary>A page that the payer opens.</summary>
public sealed class AlipayCertificateWorld() : AlipayWorld("page", alipay => alipay.CertificateMode);

/// <summary>Alipay's simulator, and its way of answering.</summary>
public abstract class AlipayWorld(string method, Func<SimulatedAlipay, AlipayApplication> choose) : ProviderWorld
{
    private readonly List<AlipayCalling> _callings = [];
    private SimulatedAlipay _alipay = null!;
    private AlipayApplication _application = null!;
    private IPaymentProvider? _provider;
    private int _lastOrder;

    public override IPaymentProvider Provider => _provider ??= Make(OptionsOf(), _application.AppId, _alipay.Gateway);

    public override IReadOnlyDictionary<string, OrderEvent?> Words { get; } = new Dictionary<string, OrderEvent?>
    {
        ["WAIT_BUYER_PAY"] = null,
        ["TRADE_SUCCESS"] = OrderEvent.PaymentSucceeded,
        ["TRADE_FINISHED"] = OrderEvent.PaymentSucceeded,
        ["TRADE_CLOSED"] = OrderEvent.ClosedAtProvider,
    };

    public override async ValueTask InitializeAsync()
    {
        _alipay = await SimulatedAlipay.StartAsync(1.0 / 3600, TestContext.Current.CancellationToken);
        _application = choose(_alipay);
    }

    public override Order NewOrder() => new()
    {
        Key = new("default", $"ORDER{++_lastOrder:D5}"),
        Channel = "alipay",
        Method = method,
        MerchantId = _application.AppId,
        Description = "一壶茶 & cake",
        Total = new(1230, Currency.Cny),
        CreatedAt = DateTimeOffset.UtcNow,
        ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(30),
    };

    public override void Pay(Order order)
    {
        if (method != "precreate")
        {
            var offer = Provider.PrepayAsync(order, TestContext.Current.CancellationToken).Result.Evidence!.Offer!;
            Assert.Null(_alipay.Open(offer.Value));
        }

        Assert.True(_alipay.Pay(order.OutTradeNo));
    }

    public override long SentBack(Order order) => (long)(_alipay.Trade(order.OutTradeNo).Refunded * 100);

    public override IPaymentProvider At(Uri endpoint)
    {
        // Keys of the tests' own on both sides, for the answers below.
        var options = AlipaySide.PublicKeyMode();
        return Make(options, _application.AppId, new(endpoint, "/gateway.do"));
    }

    public override Task AnswerQueryAsync(HttpContext context, string word, string outTradeNo, Signing signing)
    {
        var paid = word is "TRADE_SUCCESS" or "TRADE_FINISHED" ? ",\"send_pay_date\":\"2024-03-01 08:00:05\"" : "";
        var node = $$"""{"code":"10000","msg":"Success","out_trade_no":"{{outTradeNo}}","total_amount":"12.30","trade_no":"2024030122001400000000000001","trade_status":"{{word}}"{{paid}}}""";
        var body = signing switch
        {
            Signing.Genuine => AlipaySide.Answer("alipay.trade.query", node),
            Signing.None => $$"""{"alipay_trade_query_response":{{node}}}""",
            Signing.StrangersKey => AlipaySide.Answer("alipay.trade.query", node, AlipaySide.OtherKey),
            Signing.AlteredAfterwards => AlipaySide.Answer("alipay.trade.query", node)
                .Replace("12.30", "99.30", StringComparison.Ordinal),
        };
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var calling in _callings) calling.Dispose();
        await _alipay.DisposeAsync();
    }

    private AlipayAppOptions OptionsOf() => new()
    {
        PrivateKey = _application.PrivateKeyPem,
        PublicKey = _application.Certificates is null ? _application.PlatformPublicKeyPem : null,
        AppCertificate = _application.Certificates?.AppPem,
        AlipayCertificate = _application.Certificates?.AlipayPem,
        RootCertificates = _application.Certificates?.RootsPem,
        ContentKey = _application.ContentKey,
        SellerId = _application.SellerId,
        NotifyUrl = "http://127.0.0.1:1/api/callbacks/alipay",
    };

    private AlipayProvider Make(AlipayAppOptions options, string appId, Uri gateway)
    {
        var calling = new AlipayCalling(appId, options, gateway);
        _callings.Add(calling);
        return calling.Provider;
    }
}
