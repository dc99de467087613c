using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Routing;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Routing;

/// <summary>Has an order leave a channel that does not take it, and go on through the next.</summary>
/// <remarks>
/// Only an attempt is left whose offer nobody has: it can't be paid. Its provider is asked to close it all the same, now
/// or, where it does not answer, by the order's orchestration; and money that comes through it after all goes back.
/// </remarks>
public sealed class Rerouting(
    OrderBook book, OrderRouting routing, HeardChannels channels, TimeProvider clock, ILogger<Rerouting> log)
{
    internal async Task<bool> IsUpAsync(string channel, CancellationToken cancellation) =>
        await routing.OfAsync(channel, cancellation) == Availability.Up;

    /// <summary>Leaves the open attempt, which was answered so.</summary>
    /// <returns>The order with its next attempt open; null: there is none, and it stays.</returns>
    internal async Task<StoredOrder?> LeaveAsync(
        StoredOrder stored, ProviderAnswer answer, CancellationToken cancellation) =>
        stored.Order.Asked is not null && Reason(answer.Outcome) is { } reason
            ? await LeaveAsync(stored, reason, cancellation)
            : null;

    /// <summary>Leaves it where its channel takes no orders by now.</summary>
    internal async Task<StoredOrder?> LeaveDownAsync(StoredOrder stored, CancellationToken cancellation)
    {
        if (stored.Order.Asked is null) return null;
        var why = await routing.OfAsync(stored.Order.Channel, cancellation);
        return why == Availability.Up ? null : await LeaveAsync(stored, Reason(why), cancellation);
    }

    private async Task<StoredOrder?> LeaveAsync(StoredOrder stored, string reason, CancellationToken cancellation)
    {
        if (await routing.NextAsync(stored.Order, cancellation) is not { Route: { } route }) return null;
        var closed = await CloseAsync(stored, cancellation);
        if (closed.Money is { } money)
            return (await book.ApplyAsync(stored, money, cancellation)).Stored;

        var next = new OrderAttempt(
            0, route.Channel, Ways.Through(route.Channel, stored.Order.Method)!, route.MerchantId);
        var leave = Says(stored.Order, $"rerouted-{stored.Order.Attempt}", next, $"{stored.Order.Channel} {reason}") with
        {
            LeavesItClosed = closed.IsClosed,
        };
        if (await book.RerouteAsync(stored, leave, cancellation) is not { } applied) return null;
        if (applied.Outcome == ApplyOutcome.Moved) Count(stored.Order, stored.Order.Channel, next.Channel, reason);
        return applied.Stored;
    }

    /// <summary>Writes down, beside a new order, that it did not go the way it would have.</summary>
    internal async Task NoteAsync(Order order, RouteChoice choice, CancellationToken cancellation)
    {
        if (!choice.IsSwitched) return;
        var (from, reason) = (choice.Preferred!.Channel, Reason(choice.Why));
        await book.NoteAsync(order, Says(order, "routed-1", order.Face, $"{from} {reason}"), cancellation);
        Count(order, from, order.Channel, reason);
    }

    /// <summary>Asks before it closes: a prepay whose answer was lost may be there.</summary>
    private async Task<(bool IsClosed, Evidence? Money)> CloseAsync(StoredOrder stored, CancellationToken cancellation)
    {
        var order = stored.Order;
        if (!await IsUpAsync(order.Channel, cancellation)) return (false, null);
        var asked = await channels.CallAsync(
            order, (provider, stop) => provider.QueryAsync(order, stop), channels.LeaveWithin, cancellation);
        if (asked.Evidence is { } evidence && EvidenceDecision.SaysMoneyMoved(evidence.Event)) return (false, evidence);
        if (asked.Outcome is not (ProviderOutcome.Answered or ProviderOutcome.Nothing or ProviderOutcome.NotFound))
            return (false, null);
        var closed = await channels.CallAsync(
            order, (provider, stop) => provider.CloseAsync(order, stop), channels.LeaveWithin, cancellation);
        return (closed.Outcome is ProviderOutcome.Answered or ProviderOutcome.NotFound, null);
    }

    private void Count(Order order, string from, string to, string reason)
    {
        log.Rerouted(order.Key.OrderId, from, to, reason);
        PayFunctionsTelemetry.ChannelSwitches.Add(1, new("from", from), new("to", to), new("reason", reason));
    }

    private Evidence Says(Order order, string id, OrderAttempt next, string code) => new()
    {
        Source = EvidenceSource.Router,
        Id = id,
        Event = OrderEvent.Rerouted,
        At = clock.GetUtcNow(),
        Attempt = order.Attempt,
        Next = next,
        Code = code,
    };

    private static string Reason(Availability why) => why switch
    {
        Availability.CircuitOpen => "circuit-open",
        Availability.Maintenance => "maintenance",
        Availability.Up => throw new ArgumentException("It was up.", nameof(why)),
    };

    /// <summary>Null: the channel has the order, or may have it in a moment.</summary>
    private static string? Reason(ProviderOutcome outcome) => outcome switch
    {
        ProviderOutcome.NotSent => "not-sent",
        ProviderOutcome.Unknown => "not-answered",
        ProviderOutcome.Later => "busy",
        ProviderOutcome.Refused => "refused",
        ProviderOutcome.Answered or ProviderOutcome.Nothing or ProviderOutcome.NotFound => null,
    };
}
