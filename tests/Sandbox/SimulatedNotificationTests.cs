using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Sandbox;

public sealed class SimulatedNotificationTests(SimulatedProvider simulated)
    : IClassFixture<SimulatedProvider>, IAsyncLifetime
{
    private readonly SimulatedWeChatPay _provider = simulated.Provider;
    private readonly MerchantSide _merchant = simulated.Merchant;
    private readonly string _order = simulated.NewOrder();
    private NoticeReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => _receiver = await NoticeReceiver.StartAsync();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task A_payment_is_told_signed_and_encrypted()
    {
        await PlaceAndPayAsync(_order);

        var notice = (await DeliveredAsync(_order, 1))[0];

        var received = Assert.Single(_receiver.Received);
        Assert.True(Verifies(received));
        var envelope = JsonDocument.Parse(received.Body).RootElement;
        Assert.Equal("TRANSACTION.SUCCESS", envelope.GetProperty("event_type").GetString());
        Assert.Equal(notice.NoticeId, envelope.GetProperty("id").GetString());
        Assert.Equal(_order, Content(received).GetProperty("out_trade_no").GetString());
    }

    [Fact]
    public async Task A_payer_can_pay_over_http_once()
    {
        await PlaceAsync(_order);
        using var payer = new HttpClient { BaseAddress = _provider.Url };
        var address = new Uri($"sim/pay/{_order}", UriKind.Relative);

        using var first = await payer.PostAsync(address, null, TestContext.Current.CancellationToken);
        using var again = await payer.PostAsync(address, null, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (first.StatusCode, again.StatusCode));
        await DeliveredAsync(_order, 1);
    }

    [Fact]
    public async Task An_unacknowledged_notification_comes_again_under_the_same_id_with_a_fresh_signature()
    {
        _receiver.Answer = nth => nth switch { 1 => 500, 2 => 302, 3 => 201, _ => 200 }; // Only 200 and 204 count.

        await PlaceAndPayAsync(_order);

        await DeliveredAsync(_order, 4);
        var received = _receiver.Received.ToArray();
        Assert.Equal(4, received.Length);
        Assert.All(received, one => Assert.True(Verifies(one)));
        Assert.Single(received.Select(one => Encoding.UTF8.GetString(one.Body)).Distinct());
        Assert.Equal(4, received.Select(one => one.Nonce).Distinct().Count());
        Assert.Equal(4, received.Select(one => one.Signature).Distinct().Count());
    }

    [Fact]
    public async Task Sixteen_deliveries_are_made_no_sooner_than_scheduled_and_then_none()
    {
        _receiver.Answer = _ => 503;

        await PlaceAndPayAsync(_order);

        await DeliveredAsync(_order, 16);
        var times = _receiver.Received.Select(one => one.At).ToArray();
        Assert.Equal(16, times.Length);
        for (var i = 0; i < RetrySchedule.Intervals.Count; i++)
        {
            // A timer may fire up to a millisecond early, by its own rounding.
            var due = RetrySchedule.Intervals[i] * SimulatedProvider.Scale - TimeSpan.FromMilliseconds(1);
            Assert.True(Stopwatch.GetElapsedTime(times[i], times[i + 1]) >= due, $"redelivery {i + 1} came early");
        }
    }

    [Fact]
    public void The_schedule_has_fifteen_redeliveries_over_24_hours_and_4_minutes()
    {
        Assert.Equal(15, RetrySchedule.Intervals.Count);
        Assert.Equal(new TimeSpan(24, 4, 0), RetrySchedule.Intervals.Aggregate((sum, next) => sum + next));
    }

    [Fact]
    public async Task A_notification_can_come_in_many_copies_at_once()
    {
        await PlaceAndPayAsync(_order, new() { Copies = 20 });

        var deliveries = await DeliveredAsync(_order, 20);

        Assert.Equal(20, deliveries.Count(delivery => delivery is { Acknowledged: true, Attempt: 1 }));
        Assert.Single(deliveries.Select(delivery => delivery.NoticeId).Distinct());
    }

    [Fact]
    public async Task Held_notifications_come_in_the_order_they_are_released_in()
    {
        string[] orders = [_order, simulated.NewOrder(), simulated.NewOrder()];
        foreach (var order in orders) await PlaceAndPayAsync(order, new() { Hold = true });
        Assert.Empty(_receiver.Received);

        foreach (var order in orders.Reverse())
        {
            _provider.Release(order);
            await DeliveredAsync(order, 1);
        }

        var told = _receiver.Received.Select(one => Content(one).GetProperty("out_trade_no").GetString()!);
        Assert.Equal(orders.Reverse(), told);
    }

    [Fact]
    public async Task A_lost_notification_never_comes()
    {
        var next = simulated.NewOrder();
        await PlaceAndPayAsync(_order, new() { Lose = true });
        await PlaceAndPayAsync(next);

        await DeliveredAsync(next, 1);

        Assert.Equal(next, Content(Assert.Single(_receiver.Received)).GetProperty("out_trade_no").GetString());
    }

    [Theory]
    [InlineData(NoticeFault.TamperedBody)]
    [InlineData(NoticeFault.WrongSignature)]
    public async Task A_tampered_or_wrongly_signed_notification_opens_but_does_not_verify(NoticeFault fault)
    {
        var received = await ForgeAsync(fault);

        Assert.False(Verifies(received));
        Assert.Equal("SUCCESS", Content(received).GetProperty("trade_state").GetString());
    }

    [Fact]
    public async Task A_stale_notification_verifies_and_is_301_seconds_old()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        var received = await ForgeAsync(NoticeFault.StaleTimestamp);

        Assert.True(Verifies(received));
        Assert.InRange(long.Parse(received.Timestamp), before - 301, DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 301);
    }

    [Fact]
    public async Task An_unknown_serial_is_none_of_the_providers()
    {
        var received = await ForgeAsync(NoticeFault.UnknownSerial);

        Assert.DoesNotContain(received.Serial, _provider.Certificates.All().Select(key => key.Serial));
        Assert.Equal(40, received.Serial.Length);
    }

    [Fact]
    public async Task A_probe_is_followed_by_the_genuine_delivery()
    {
        _receiver.Answer = nth => nth == 1 ? 401 : 204;

        await PlaceAndPayAsync(_order, new() { Fault = NoticeFault.SignatureProbe });

        await DeliveredAsync(_order, 2);
        var received = _receiver.Received.ToArray();
        Assert.StartsWith("WECHATPAY/SIGNTEST/", received[0].Signature, StringComparison.Ordinal);
        Assert.True(Verifies(received[1]));
    }

    [Fact]
    public async Task Another_amount_is_told_and_answered_alike()
    {
        await PlaceAsync(_order);

        Assert.True(_provider.Pay(_order, total: 1));

        await DeliveredAsync(_order, 1);
        var told = Content(Assert.Single(_receiver.Received));
        Assert.Equal(1, told.GetProperty("amount").GetProperty("total").GetInt64());
        var query = await _merchant.QueryAsync(_order);
        Assert.Equal(1, query.Body.GetProperty("amount").GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task A_new_certificate_signs_from_the_moment_it_is_told_to()
    {
        var next = simulated.NewOrder();
        await PlaceAndPayAsync(_order);
        await DeliveredAsync(_order, 1);
        var issued = _provider.Certificates.Issue();
        _provider.Certificates.SignWith(issued);

        await PlaceAndPayAsync(next);

        await DeliveredAsync(next, 1);
        var received = _receiver.Received.ToArray();
        Assert.NotEqual(received[0].Serial, received[1].Serial);
        Assert.Equal(issued.Serial, received[1].Serial);
        Assert.All(received, one => Assert.True(Verifies(one)));
    }

    private async Task PlaceAsync(string orderId)
    {
        var placed = await _merchant.PlaceAsync(_merchant.Prepay(orderId, notifyUrl: _receiver.Url));
        Assert.Equal(200, placed.Status);
    }

    private async Task PlaceAndPayAsync(string orderId, NoticePlan? plan = null)
    {
        await PlaceAsync(orderId);
        if (plan is not null) _provider.PlanFor(orderId, plan);
        Assert.True(_provider.Pay(orderId));
    }

    private async Task<ReceivedNotice> ForgeAsync(NoticeFault fault)
    {
        await PlaceAsync(_order);
        await _provider.ForgeAsync(_order, fault, 1, TestContext.Current.CancellationToken);
        Assert.Equal(TransactionState.NotPaid, _provider.Transaction(_order).State);
        return Assert.Single(_receiver.Received);
    }

    private Task<Delivery[]> DeliveredAsync(string orderId, int count) => _provider.Deliveries.WaitAsync(
        delivery => delivery.OutTradeNo == orderId, seen => seen.Length >= count, TimeSpan.FromSeconds(20),
        $"{count} deliveries of {orderId}", TestContext.Current.CancellationToken);

    private bool Verifies(ReceivedNotice one) =>
        _merchant.Verifies(one.Serial, one.Timestamp, one.Nonce, one.Signature, one.Body);

    private JsonElement Content(ReceivedNotice one)
    {
        var resource = JsonDocument.Parse(one.Body).RootElement.GetProperty("resource");
        return JsonDocument.Parse(_merchant.Open(resource)).RootElement;
    }
}
