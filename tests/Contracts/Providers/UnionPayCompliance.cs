using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Tests.Infra.UnionPay;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Contracts.Providers;

public sealed class UnionPayCompliance(UnionPayWorld world) : ProviderCompliance<UnionPayWorld>(world);

public sealed class UnionPayReversals(UnionPayWorld world) : ReversalCompliance<UnionPayWorld>(world);

/// <summary>UnionPay's simulator, and its way of answering.</summary>
public sealed class UnionPayWorld : ProviderWorld
{
    private static readonly DateTimeOffset CreatedAt = DateTimeOffset.UtcNow;

    private readonly List<OutboundHttp> _http = [];
    private SimulatedUnionPay _unionPay = null!;
    private IPaymentProvider? _provider;
    private int _lastOrder;

    public override IPaymentProvider Provider => _provider ??= Make(OptionsOf(), _unionPay.Url);

    /// <summary>Those of a trade: the query's own is 00.</summary>
    public override IReadOnlyDictionary<string, OrderEvent?> Words { get; } = RespCodes.Documented.ToDictionary(
        one => one.Code, one => one.Code is "00" or "A6" ? OrderEvent.PaymentSucceeded : (OrderEvent?)null);

    public override async ValueTask InitializeAsync() =>
        _unionPay = await SimulatedUnionPay.StartAsync(1.0 / 3600, TestContext.Current.CancellationToken);

    public override Order NewOrder() => new()
    {
        Key = new("default", $"ORDER{++_lastOrder:D5}"),
        Channel = "unionpay",
        Method = "page",
        MerchantId = _unionPay.Shop.MerchantId,
        Description = "一壶茶 & cake",
        Total = new(1230, Currency.Cny),
        CreatedAt = CreatedAt,
        ExpiresAt = CreatedAt.AddMinutes(30),
    };

    public override void Pay(Order order)
    {
        var offer = Provider.PrepayAsync(order, TestContext.Current.CancellationToken).Result.Evidence!.Offer!;
        Assert.Null(_unionPay.Open(JsonSerializer.Deserialize<Dictionary<string, string>>(offer.Parameters!)!));
        Assert.True(_unionPay.Pay(order.OutTradeNo));
    }

    public override long SentBack(Order order) => _unionPay.SentBack(order.OutTradeNo).Sum(one => one.Amount);

    /// <summary>Keys of the tests' own on both sides.</summary>
    public override IPaymentProvider At(Uri endpoint) => Make(UnionPaySide.Options(), endpoint);

    public override Task AnswerQueryAsync(HttpContext context, string word, string outTradeNo, Signing signing)
    {
        var fields = UnionPaySide.Fields(outTradeNo, _unionPay.Shop.MerchantId).With(
            ("txnType", "00"), ("origRespCode", word), ("txnTime", InBeijing(CreatedAt)), ("traceTime", null));
        var signed = UnionPaySide.Sign(fields, signing == Signing.StrangersKey ? UnionPaySide.OtherKey : null);
        if (signing == Signing.None) signed.Remove("signature");
        if (signing == Signing.AlteredAfterwards) signed["txnAmt"] = "9930";
        return context.Response.Body.WriteAsync(UnionPaySide.Form(signed)).AsTask();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var http in _http) http.Dispose();
        await _unionPay.DisposeAsync();
    }

    private static string InBeijing(DateTimeOffset time) => $"{time.ToOffset(TimeSpan.FromHours(8)):yyyyMMddHHmmss}";

    private UnionPayMerchantOptions OptionsOf() => new()
    {
        PrivateKey = _unionPay.Shop.PrivateKeyPem,
        SigningCertificate = _unionPay.Shop.CertificatePem,
        RootCertificates = _unionPay.Authority.RootPem,
        MiddleCertificates = _unionPay.Authority.MiddlePem,
        SignerName = _unionPay.SignerName,
        NotifyUrl = "http://127.0.0.1:1/api/callbacks/unionpay",
    };

    private UnionPayProvider Make(UnionPayMerchantOptions options, Uri gateway)
    {
        options.GatewayUrl = gateway.AbsoluteUri;
        var all = new UnionPayOptions();
        all.Merchants.Add(_unionPay.Shop.MerchantId, options);
        var http = new OutboundHttp(
            new Monitored<OutboundOptions>(new() { Resends = 0, ReadTimeout = TimeSpan.FromSeconds(5) }),
            TimeProvider.System);
        _http.Add(http);
        return new(
            new(Options.Create(all)), new(http, TimeProvider.System, NullLogger<UnionPayGateway>.Instance),
            TimeProvider.System);
    }
}
