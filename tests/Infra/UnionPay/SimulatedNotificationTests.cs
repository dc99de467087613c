using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Tests.Contracts.Providers;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>The simulator's notifications, read by the adapter: they share no code.</summary>
public sealed class SimulatedNotificationTests : IAsyncDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly OutboundHttp _http = new(new Monitored<OutboundOptions>(new() { Resends = 0 }), TimeProvider.System);
    private readonly List<byte[]> _received = [];
    private SimulatedUnionPay? _unionPay;

    [Fact]
    public async Task What_is_not_acknowledged_comes_again_by_the_schedule_in_the_same_bytes()
    {
        _unionPay = await SimulatedUnionPay.StartAsync(1.0 / 3600, Cancellation);
        await using var us = await Endpoint.StartAsync(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, Cancellation);
            lock (_received) _received.Add(body.ToArray());
            context.Response.StatusCode = _received.Count < 3 ? 503 : 200;
        });
        var merchants = Merchants(us.Url);
        var order = Calling.NewOrder() with
        {
            MerchantId = _unionPay.Shop.MerchantId,
            CreatedAt = DateTimeOffset.UtcNow,
            ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(30),
        };

        await OpenAsync(merchants, order);
        Assert.True(_unionPay.Pay(order.OutTradeNo));
        var deliveries = await _unionPay.Deliveries.WaitAsync(
            _ => true, seen => seen.Any(one => one.Acknowledged), TimeSpan.FromSeconds(30), "an acknowledgement", Cancellation);

        Assert.Equal([(1, (int?)503), (2, 503), (3, 200)], deliveries.Select(one => (one.Attempt, one.Status)));
        Assert.All(_received, body => Assert.Equal(_received[0], body));
        var read = new UnionPayNotifications(
            merchants, new Monitored<CallbackOptions>(new()), TimeProvider.System,
            NullLogger<UnionPayNotifications>.Instance).Read(_received[0]);
        Assert.Equal((OrderEvent.PaymentSucceeded, order.Total), (read.Evidence?.Event, read.Evidence?.Total));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_unionPay is not null) await _unionPay.DisposeAsync();
    }

    private async Task OpenAsync(UnionPayMerchants merchants, Order order)
    {
        var provider = new UnionPayProvider(
            merchants, new(_http, TimeProvider.System, NullLogger<UnionPayGateway>.Instance), TimeProvider.System);
        var offer = (await provider.PrepayAsync(order, Cancellation)).Evidence!.Offer!;
        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(offer.Parameters!)!;
        Assert.Null(await _unionPay!.OpenAsync(new(offer.Value), fields, Cancellation));
    }

    private UnionPayMerchants Merchants(Uri notify)
    {
        var all = new UnionPayOptions();
        all.Merchants.Add(_unionPay!.Shop.MerchantId, new()
        {
            PrivateKey = _unionPay.Shop.PrivateKeyPem,
            SigningCertificate = _unionPay.Shop.CertificatePem,
            RootCertificates = _unionPay.Authority.RootPem,
            MiddleCertificates = _unionPay.Authority.MiddlePem,
            SignerName = _unionPay.SignerName,
            GatewayUrl = _unionPay.Url.AbsoluteUri,
            NotifyUrl = notify.AbsoluteUri,
        });
        return new(Options.Create(all));
    }
}
