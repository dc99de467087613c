using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Routing;

namespace PayFunctions.Orders;

/// <summary>
/// Asks an order's provider what to make of it, and brings every answer to the order book. Silence is no answer.
/// </summary>
public sealed class OrderAsking(
    OrderBook book, HeardChannels channels, Rerouting rerouting, TimeProvider clock, ILogger<OrderAsking> log)
{
    /// <summary>Moves an order on as far as its provider lets it, by what it is and what time it is.</summary>
    /// <returns>The order as it then stands, and the last answer; an ended order is not asked about: nothing.</returns>
    public async Task<Asked> AskAsync(StoredOrder stored, CancellationToken cancellation)
    {
        switch (stored.Order.State)
        {
            case OrderState.Created or OrderState.AwaitingPayment when clock.GetUtcNow() >= stored.Order.ExpiresAt:
                return await CloseAsync(await TakeAsync(stored, Expired(stored.Order), cancellation), cancellation);
            case OrderState.Created:
                return await PrepayAsync(stored, cancellation);
            case OrderState.AwaitingPayment:
                return await QueryAsync(stored, cancellation);
            case OrderState.Closing:
                return await CloseAsync(stored, cancellation);
            case OrderState.Closed or OrderState.Paid or OrderState.PartiallyRefunded or OrderState.Refunded
                or OrderState.Failed or OrderState.Revoked:
                return NotAsked(stored);
            default:
                throw new ArgumentOutOfRangeException(nameof(stored), stored.Order.State, "No such state.");
        }
    }

    /// <summary>
    /// Offers the order to its provider, and where that does not take it, to the next that may. Repeated, it is the same
    /// order there: its out_trade_no is the key.
    /// </summary>
    public async Task<Asked> PrepayAsync(StoredOrder stored, CancellationToken cancellation)
    {
        while (true)
        {
            stored = await rerouting.LeaveDownAsync(stored, cancellation) ?? stored;
            if (stored.Order.State != OrderState.Created) return NotAsked(stored);
            var asked = await OfferAsync(stored, cancellation);
            if (asked.Stored.Order.State != OrderState.Created) return asked;
            var next = asked.Stored.Order.Attempt == stored.Order.Attempt
                ? await rerouting.LeaveAsync(asked.Stored, asked.Answer, cancellation)
                : asked.Stored; // Another has rerouted it meanwhile. There are nine attempts at most.
            if (next is null) return await RefuseAsync(asked, cancellation);
            stored = next;
        }
    }

    /// <summary>Closes at their providers what was left, as far as those answer.</summary>
    public async Task<StoredOrder> CloseOthersAsync(StoredOrder stored, CancellationToken cancellation)
    {
        foreach (var other in stored.Order.Others.Where(one => !one.IsClosed))
        {
            // A payment that was found meanwhile may have turned the order's face.
            if (stored.Order.Through(other.Number) is not { } through || through == stored.Order) continue;
            foreach (var evidence in await CloseOtherAsync(through, cancellation))
                stored = await TakeAsync(stored, evidence, cancellation);
        }

        return stored;
    }

    /// <returns>What its provider says of the attempt.</returns>
    private async Task<IReadOnlyList<Evidence>> CloseOtherAsync(Order through, CancellationToken cancellation)
    {
        if (!await rerouting.IsUpAsync(through.Channel, cancellation)) return [];
        var asked = await CallAsync(through, static (to, order, stop) => to.QueryAsync(order, stop), cancellation);
        if (asked.Evidence is { } says) return [says];
        if (!SaysUnpaid(asked.Outcome)) return [];
        var closed = await CallAsync(through, static (to, order, stop) => to.CloseAsync(order, stop), cancellation);
        if (closed.Evidence is { } told) return [told];
        return asked.Outcome == ProviderOutcome.NotFound && closed.Outcome == ProviderOutcome.NotFound
            ? [Says(through, $"close-unknown-{through.Attempt}", OrderEvent.ClosedAtProvider, closed.Code)]
            : [];
    }

    private async Task<Asked> OfferAsync(StoredOrder stored, CancellationToken cancellation)
    {
        var order = stored.Order;
        var answer = await channels.CallAsync(
            order, (provider, stop) => provider.PrepayAsync(order, stop),
            order.Asked is null ? null : channels.AnswerWithin, cancellation);
        return await HearAsync(stored, "prepay", answer, cancellation);
    }

    /// <summary>No other channel takes it either: what the last one refused has failed.</summary>
    private async Task<Asked> RefuseAsync(Asked asked, CancellationToken cancellation)
    {
        var (stored, answer) = asked;
        if (answer.Outcome != ProviderOutcome.Refused) return asked;
        log.PrepayRefused(stored.Order.Key.OrderId, answer.Code);
        var refused = Says(
            stored.Order, $"prepay-refused-{stored.Order.Attempt}", OrderEvent.PrepayRefused, answer.Code);
        return new(await TakeAsync(stored, refused, cancellation), answer);
    }

    private async Task<Asked> QueryAsync(StoredOrder stored, CancellationToken cancellation) => await HearAsync(
        stored, "query",
        await CallAsync(stored.Order, static (to, order, stop) => to.QueryAsync(order, stop), cancellation), cancellation);

    private Task<ProviderAnswer> CallAsync(
        Order order, Func<IPaymentProvider, Order, CancellationToken, Task<ProviderAnswer>> call,
        CancellationToken cancellation) =>
        channels.CallAsync(order, (provider, stop) => call(provider, order, stop), within: null, cancellation);

    /// <summary>Asks before it closes: what was paid in the last second is paid.</summary>
    private async Task<Asked> CloseAsync(StoredOrder stored, CancellationToken cancellation)
    {
        if (stored.Order.State != OrderState.Closing) return NotAsked(stored);
        var asked = await QueryAsync(stored, cancellation);
        stored = asked.Stored;
        if (stored.Order.State != OrderState.Closing || !SaysUnpaid(asked.Answer.Outcome)) return asked;
        if (stored.Order.IsBeingReversed) return asked; // The reversal closes it, and takes money back too.

        var closed = await CallAsync(
            stored.Order, static (to, order, stop) => to.CloseAsync(order, stop), cancellation);
        var bothKnowNothing = asked.Answer.Outcome == ProviderOutcome.NotFound
            && closed.Outcome == ProviderOutcome.NotFound;
        if (!bothKnowNothing || !MayBeUnknown(stored.Order))
            return await HearAsync(stored, "close", closed, cancellation);

        var unknown = Says(
            stored.Order, $"close-unknown-{stored.Order.Attempt}", OrderEvent.ClosedAtProvider, closed.Code);
        return new(await TakeAsync(stored, unknown, cancellation), closed);
    }

    private static Asked NotAsked(StoredOrder stored) => new(stored, new(ProviderOutcome.Nothing));

    /// <summary>
    /// An answer becomes evidence only where it says something; the rest is asked again at the next wake.
    /// </summary>
    private async Task<Asked> HearAsync(
        StoredOrder stored, string operation, ProviderAnswer answer, CancellationToken cancellation)
    {
        if (answer.Evidence is { } evidence) return new(await TakeAsync(stored, evidence, cancellation), answer);
        log.NothingHeard(stored.Order.Key.OrderId, operation, answer.Outcome, answer.Code);
        return new(stored, answer);
    }

    private async Task<StoredOrder> TakeAsync(StoredOrder stored, Evidence evidence, CancellationToken cancellation)
    {
        var applied = await book.ApplyAsync(stored, evidence, cancellation);
        return applied.Stored ?? stored;
    }

    /// <summary>The provider has answered, and not by money: a close may follow.</summary>
    private static bool SaysUnpaid(ProviderOutcome outcome) => outcome switch
    {
        ProviderOutcome.Answered or ProviderOutcome.Nothing or ProviderOutcome.NotFound => true,
        ProviderOutcome.Later or ProviderOutcome.Refused or ProviderOutcome.NotSent or ProviderOutcome.Unknown => false,
    };

    /// <summary>
    /// Never accepted there as far as we know, or expired there too: that it knows nothing is then its last word.
    /// </summary>
    private bool MayBeUnknown(Order order) => order.Offer is null || clock.GetUtcNow() >= order.ExpiresAt;

    private Evidence Expired(Order order) => new()
    {
        Source = EvidenceSource.Clock,
        Id = $"expired-{order.Attempt}",
        Event = OrderEvent.Expired,
        At = clock.GetUtcNow(),
        Attempt = order.Attempt,
    };

    private Evidence Says(Order order, string id, OrderEvent happened, string? code) => new()
    {
        Source = EvidenceSource.Answer,
        Id = id,
        Event = happened,
        At = clock.GetUtcNow(),
        Attempt = order.Attempt,
        Provider = order.Channel,
        MerchantId = order.MerchantId,
        Code = code,
    };
}
