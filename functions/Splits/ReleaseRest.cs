using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Splits;

namespace PayFunctions.Splits;

/// <summary>Releases what is left of a frozen payment to the merchant, by a split without receivers.</summary>
public sealed class ReleaseRest(SplitBook book, SplitFlows flows)
{
    /// <summary>The split that nobody asked for: an order has one at most, since it ends its sharing.</summary>
    public const string SplitId = SplitIdRule.OfOurs + "release";

    /// <summary>Asks for it, under one id however often. Safe to repeat.</summary>
    /// <returns>Moved or Repeat: it is on its way or has ended; Refused: the rule says why not.</returns>
    /// <exception cref="InvalidOperationException">The engine is away; the caller comes again.</exception>
    public async Task<SplitReserved> AskAsync(
        DurableTaskClient client, OrderKey key, CancellationToken cancellation)
    {
        var reserved = await book.RequestAsync(
            key, new NewSplit(SplitId, [], UnfreezeRest: true), static (_, _) => false,
            (order, written) => flows.PrepareAsync(client, order, written, cancellation), cancellation);
        if (reserved is { Split: { } split, Broken: null }
            && !await flows.WakeAsync(client, reserved.Order!, split, null, cancellation))
        {
            throw new InvalidOperationException($"The release of {key.OrderId} could not be woken; it is again.");
        }

        return reserved;
    }
}
