using System.Text;
using Microsoft.AspNetCore.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Contracts.Providers;

public sealed class WeChatPayInPublicKeyMode(WeChatPayPublicKeyWorld world)
    : ProviderCompliance<WeChatPayPublicKeyWorld>(world);

public sealed class WeChatPayInPlatformMode(WeChatPayPlatformWorld world)
    : ProviderCompliance<WeChatPayPlatformWorld>(world);

/// <summary>The account that has WeChat Pay's public key.</summary>
public sealed class WeChatPayPublicKeyWorld() : WeChatPayWorld(provider => provider.PublicKeyMode);

/// <summary>The account that verifies with platform certificates.</summary>
public sealed class WeChatPayPlatformWorld() : WeChatPayWorld(provider => provider.PlatformMode);

/// <summary>WeChat Pay's simulator, and its way of answering.</summary>
public abstract class WeChatPayWorld(Func<SimulatedWeChatPay, MerchantAccount> choose) : ProviderWorld
{
    private readonly List<Calling> _callings = [];
    private SimulatedWeChatPay _simulated = null!;
    private MerchantAccount _account = null!;
    private IPaymentProvider? _provider;
    private int _lastOrder;

    public override IPaymentProvider Provider => _provider ??= Make(OptionsOf(), _simulated.Url);

    public override IReadOnlyDictionary<string, OrderEvent?> Words { get; } = new Dictionary<string, OrderEvent?>
    {
        ["SUCCESS"] = OrderEvent.PaymentSucceeded,
        ["REFUND"] = OrderEvent.PaymentSucceeded,
        ["NOTPAY"] = null,
        ["CLOSED"] = OrderEvent.ClosedAtProvider,
        ["REVOKED"] = OrderEvent.PaymentRevoked,
        ["USERPAYING"] = null,
        ["PAYERROR"] = OrderEvent.PaymentFailed,
        ["ACCEPT"] = null,
    };

    public override async ValueTask InitializeAsync()
    {
        _simulated = await SimulatedWeChatPay.StartAsync(
            new() { TimeScale = 1.0 / 3600 }, TestContext.Current.CancellationToken);
        _account = choose(_simulated);
    }

    public override Order NewOrder() =>
        Calling.Order($"ORDER{++_lastOrder:D5}") with { MerchantId = _account.MerchantId };

    public override void Pay(Order order) => Assert.True(_simulated.Pay(order.OutTradeNo));

    public override long SentBack(Order order) =>
        _simulated.Refunds(order.OutTradeNo).Where(refund => refund.Status == RefundStatus.Success)
            .Sum(refund => refund.Amount);

    public override IPaymentProvider At(Uri endpoint) => Make(WeChatPaySide.Options(publicKeyMode: true), endpoint);

    public override Task AnswerQueryAsync(HttpContext context, string word, string outTradeNo, Signing signing)
    {
        var body = WeChatPaySide.Transaction(word, outTradeNo, merchantId: _account.MerchantId);
        if (signing is Signing.Genuine) return Calling.AnswerAsync(context, 200, body);
        if (signing is Signing.StrangersKey) return Calling.AnswerAsync(context, 200, body, WeChatPaySide.OtherKey);

        if (signing is Signing.AlteredAfterwards)
        {
            var headers = WeChatPaySide.Sign(
                WeChatPaySide.PlatformKey, WeChatPaySide.PublicKeyId, DateTimeOffset.UtcNow, Encoding.UTF8.GetBytes(body));
            context.Response.Headers[SignatureHeaders.TimestampName] = headers.Timestamp;
            context.Response.Headers[SignatureHeaders.NonceName] = headers.Nonce;
            context.Response.Headers[SignatureHeaders.SignatureName] = headers.Signature;
            context.Response.Headers[SignatureHeaders.SerialName] = headers.Serial;
            body = body.Replace("1230", "9930", StringComparison.Ordinal);
        }

        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var calling in _callings) calling.Dispose();
        await _simulated.DisposeAsync();
    }

    private WeChatPayMerchantOptions OptionsOf() => new()
    {
        AppId = _account.AppId,
        SerialNumber = _account.SerialNumber,
        PrivateKey = _account.PrivateKeyPem,
        ApiV3Key = _account.ApiV3Key,
        PublicKeyId = _account.PublicKey?.Serial,
        PublicKey = _account.PublicKey?.PublicKeyPem,
        NotifyUrl = "http://127.0.0.1:1/callbacks",
    };

    private WeChatPayProvider Make(WeChatPayMerchantOptions options, Uri url)
    {
        var calling = new Calling(url, options, merchantId: _account.MerchantId);
        _callings.Add(calling);
        return calling.Provider;
    }
}
