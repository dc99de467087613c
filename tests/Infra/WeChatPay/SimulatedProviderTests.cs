using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

/// <summary>The adapter and the simulated provider share no code: what one writes, the other has to
/// understand.</summary>
public class SimulatedProviderTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<bool> KeyModes => [true, false];

    [Theory]
    [MemberData(nameof(KeyModes))]
    public async Task An_order_is_prepaid_queried_paid_and_can_not_be_closed(bool publicKeyMode)
    {
        await using var provider = await SimulatedWeChatPay.StartAsync(new() { TimeScale = 0.001 }, Cancellation);
        var account = publicKeyMode ? provider.PublicKeyMode : provider.PlatformMode;
        var callbacks = Channel.CreateUnbounded<(SignatureHeaders, byte[])>();
        await using var ours = await ListenAsync(callbacks.Writer);
        using var calling = new Calling(provider.Url, OptionsOf(account, ours.Url), merchantId: account.MerchantId);
        var order = Calling.Order() with { MerchantId = account.MerchantId };

        var prepaid = await calling.Provider.PrepayAsync(order, Cancellation);
        var again = await calling.Provider.PrepayAsync(order, Cancellation);
        var waiting = await calling.Provider.QueryAsync(order, Cancellation);

        Assert.StartsWith("weixin://", prepaid.Evidence?.Offer?.Value, StringComparison.Ordinal);
        Assert.Equal(prepaid.Evidence!.Offer, again.Evidence?.Offer);
        Assert.Equal(ProviderOutcome.Nothing, waiting.Outcome);

        Assert.True(provider.Pay("ORD0001"));
        var (headers, body) = await callbacks.Reader.ReadAsync(Cancellation);
        var reading = Notifications(calling).Read(account.MerchantId, headers, body);
        var queried = await calling.Provider.QueryAsync(order, Cancellation);
        var closed = await calling.Provider.CloseAsync(order, Cancellation);

        Assert.Equal(order.Key, reading.Key);
        Assert.Equal((OrderEvent.PaymentSucceeded, order.Total), (reading.Evidence!.Event, reading.Evidence.Total));
        Assert.Equal(reading.Evidence.TransactionId, queried.Evidence!.TransactionId);
        Assert.Equal(OrderEvent.PaymentSucceeded, closed.Evidence!.Event);
    }

    [Theory]
    [MemberData(nameof(KeyModes))]
    public async Task An_unpaid_order_closes_and_an_unknown_one_is_not_found(bool publicKeyMode)
    {
        await using var provider = await SimulatedWeChatPay.StartAsync(new(), Cancellation);
        var account = publicKeyMode ? provider.PublicKeyMode : provider.PlatformMode;
        using var calling = new Calling(
            provider.Url, OptionsOf(account, new("http://127.0.0.1:1/")), merchantId: account.MerchantId);
        var order = Calling.Order() with { MerchantId = account.MerchantId };

        Assert.Equal(ProviderOutcome.NotFound, (await calling.Provider.QueryAsync(order, Cancellation)).Outcome);
        await calling.Provider.PrepayAsync(order, Cancellation);
        var closed = await calling.Provider.CloseAsync(order, Cancellation);
        var queried = await calling.Provider.QueryAsync(order, Cancellation);

        Assert.Equal(OrderEvent.ClosedAtProvider, closed.Evidence?.Event);
        Assert.Equal(OrderEvent.ClosedAtProvider, queried.Evidence?.Event);
    }

    internal static WeChatPayNotifications Notifications(Calling calling) => new(
        calling.Merchants, calling.Certificates, new Monitored<CallbackOptions>(new()), TimeProvider.System,
        NullLogger<WeChatPayNotifications>.Instance);

    internal static WeChatPayMerchantOptions OptionsOf(MerchantAccount account, Uri notify) => new()
    {
        AppId = account.AppId,
        SerialNumber = account.SerialNumber,
        PrivateKey = account.PrivateKeyPem,
        ApiV3Key = account.ApiV3Key,
        PublicKeyId = account.PublicKey?.Serial,
        PublicKey = account.PublicKey?.PublicKeyPem,
        NotifyUrl = new Uri(notify, "/callbacks").ToString(),
    };

    internal static Task<FakeEndpoint> ListenAsync(ChannelWriter<(SignatureHeaders, byte[])> received) =>
        FakeEndpoint.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            string? Header(string name) => context.Request.Headers[name];
            var headers = new SignatureHeaders(
                Header(SignatureHeaders.TimestampName), Header(SignatureHeaders.NonceName),
                Header(SignatureHeaders.SignatureName), Header(SignatureHeaders.SerialName),
                Header(SignatureHeaders.SignatureTypeName));
            await received.WriteAsync((headers, body.ToArray()));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
}
