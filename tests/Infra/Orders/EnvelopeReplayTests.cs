using System.Text;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Tests.Infra.Storage;
using PayFunctions.Tests.Infra.Telemetry;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Infra.Orders;

/// <summary>The second guard: what was signed, beside the notification's id.</summary>
public class EnvelopeReplayTests(AzuriteFixture azurite)
{
    private readonly StoreWorld _world = new(azurite.ConnectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("EV-1", "1764000000", "nonce-1", "{}", EnvelopeReplay.Same)]
    [InlineData("EV-1", "1764000099", "nonce-1", "{}", EnvelopeReplay.Resealed)]
    [InlineData("EV-1", "1764000000", "nonce-2", "{}", EnvelopeReplay.Resealed)]
    [InlineData("EV-1", "1764000000", "nonce-1", "{ }", EnvelopeReplay.Resealed)]
    [InlineData("EV-2", "1764000000", "nonce-1", "{}", EnvelopeReplay.Renamed)]
    [InlineData("EV-2", "1764000099", "nonce-2", "{}", EnvelopeReplay.None)]
    internal async Task A_replay_is_told_by_what_of_it_came_before(
        string id, string time, string nonce, string body, EnvelopeReplay replay)
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        await _world.Book.ApplyAsync(key, Signed("EV-1", "1764000000", "nonce-1", "{}"), Cancellation);

        var marks = (await _world.Book.FindStoredAsync(key, Cancellation))!.Marks;

        Assert.Equal(replay, SeenEnvelopes.Find(
            marks.Envelopes, id, EnvelopeDigest.Of(Headers(time, nonce), Encoding.UTF8.GetBytes(body))!));
    }

    [Fact]
    public async Task The_same_bytes_under_another_id_are_counted_without_a_third_request()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        await _world.Book.ApplyAsync(key, Signed("EV-1", "1764000000", "nonce-1", "{}"), Cancellation);
        using var counted = new CountedByReason("callback_replays", "kind");

        var requests = await _world.Wire.CountAsync(
            () => _world.Book.ApplyAsync(key, Signed("EV-2", "1764000000", "nonce-1", "{}"), Cancellation));

        Assert.Equal((1, 2), (counted.Reasons.Count(kind => kind == "renamed"), requests));
    }

    [Fact]
    public async Task The_evidence_keeps_the_digest()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;
        var told = Signed("EV-1", "1764000000", "nonce-1", "{}");
        await _world.Book.ApplyAsync(key, told, Cancellation);

        var row = await _world.Accounts.Holding("Orders", OrderKeys.Partition(key)).GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>(
            OrderKeys.Partition(key), OrderKeys.Evidence(told), null, Cancellation);

        Assert.Equal(EnvelopeDigest.Of(told.EnvelopeHeaders, told.Envelope), row.Value!.GetString("Digest"));
    }

    [Fact]
    public void Neither_time_nonce_nor_body_lends_its_end_to_the_next() =>
        Assert.Equal(3, new[] { ("1", "23", "4"), ("12", "3", "4"), ("1", "2", "34") }
            .Select(one => EnvelopeDigest.Of(Headers(one.Item1, one.Item2), Encoding.UTF8.GetBytes(one.Item3))).Distinct().Count());

    [Fact]
    public void An_order_remembers_its_last_eight()
    {
        string? seen = null;
        for (var at = 0; at < 10; at++) seen = SeenEnvelopes.Add(seen, $"EV-{at}", EnvelopeDigest.Of(null, new byte[] { (byte)at })!);

        Assert.Equal(EnvelopeReplay.None, SeenEnvelopes.Find(seen, "EV-1", EnvelopeDigest.Of(null, new byte[] { 1 })!));
        Assert.Equal(EnvelopeReplay.Same, SeenEnvelopes.Find(seen, "EV-2", EnvelopeDigest.Of(null, new byte[] { 2 })!));
        Assert.Equal(8, seen!.Split(' ').Length);
    }

    private static Evidence Signed(string id, string time, string nonce, string body) => Told.Paid(id) with
    {
        Envelope = Encoding.UTF8.GetBytes(body),
        EnvelopeHeaders = Headers(time, nonce),
    };

    private static string Headers(string time, string nonce) =>
        $"Wechatpay-Timestamp: {time}\nWechatpay-Nonce: {nonce}\nWechatpay-Signature: differs each time";
}
