using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Orders;
using PayFunctions.Refunds;

namespace PayFunctions.Operations;

/// <summary>What came of an operator's action: a word for the record, or why it can't be.</summary>
internal sealed record Resolved(string? Outcome, Problem? Problem = null);

/// <summary>
/// Carries out what an operator decides about quarantined evidence. The provider is asked anew each time: what it says
/// now, signed, is what counts, and not what came in.
/// </summary>
public sealed class Resolving(
    OrderBook book, RefundBook refunds, SplitResolving splits, Channels channels, OrderFlows flows,
    RefundFlows refundFlows, TimeProvider clock)
{
    /// <summary>Brings the provider's answer of this moment to the books.</summary>
    internal Task<Resolved> ApplyAsync(
        DurableTaskClient client, QuarantineEntry entry, CancellationToken cancellation) => entry switch
        {
            { RefundId: { } refund } => ApplyRefundAsync(client, entry.Key, refund, cancellation),
            { SplitId: { } split } => splits.ApplyAsync(client, entry.Key, split, entry.ReturnId, cancellation),
            _ => ApplyOrderAsync(client, entry.Key, cancellation),
        };

    /// <summary>Sends the payment back in full, as the provider says it holds it.</summary>
    internal async Task<Resolved> RefundAsync(
        DurableTaskClient client, QuarantineEntry entry, OperatorWord word, CancellationToken cancellation)
    {
        if (await book.FindStoredAsync(entry.Key, cancellation) is not { } stored) return Cant(UnknownOrder);
        var answer = await channels.Of(stored.Order).QueryAsync(stored.Order, cancellation);
        if (answer.Evidence is not { } says) return Cant(SaysNothing with { ProviderCode = answer.Code });
        if (says is not { Event: OrderEvent.PaymentSucceeded, TransactionId: { } transaction, Total: { } total }
            || (entry.TransactionId is { } kept && kept != transaction))
        {
            return Cant(OtherPayment with { Detail = $"It says {says.Event}, of {says.TransactionId ?? "no payment"}." });
        }

        if (total.Currency != stored.Order.Total.Currency)
            return Cant(OtherPayment with { Detail = $"It was paid in {total.Currency.Code}." });

        var sent = await book.SendBackAsync(stored, Operator(stored.Order, says, word), cancellation);
        return sent.Outcome switch
        {
            ApplyOutcome.Moved or ApplyOutcome.Repeat =>
                await refundFlows.WakeAsync(client, sent.Order!, sent.Refund!, cancellation)
                    ? new($"refund {sent.Refund!.Id}")
                    : Cant(Problem.Unavailable),
            ApplyOutcome.Refused or ApplyOutcome.Quarantined => Cant(OwnPayment with { State = sent.Order!.State }),
            ApplyOutcome.UnknownOrder => Cant(UnknownOrder),
            ApplyOutcome.Contended => Cant(Problem.Unavailable),
        };
    }

    private async Task<Resolved> ApplyOrderAsync(
        DurableTaskClient client, OrderKey key, CancellationToken cancellation)
    {
        if (await book.FindStoredAsync(key, cancellation) is not { } stored) return Cant(UnknownOrder);
        var answer = await channels.Of(stored.Order).QueryAsync(stored.Order, cancellation);
        if (answer.Evidence is not { } says) return Cant(SaysNothing with { ProviderCode = answer.Code });
        var applied = await book.ApplyAsync(key, says, cancellation);
        var word = Word(applied.Outcome, applied.Refusal, $"{says.Event}: {applied.Order?.State}");
        if (word.Problem is not null) return word;

        var woken = (applied.Refund is not { } refund
                || await refundFlows.WakeAsync(client, applied.Order!, refund, cancellation))
            && await flows.WakeAsync(client, applied.Order!, says, cancellation);
        return woken ? word : Cant(Problem.Unavailable);
    }

    private async Task<Resolved> ApplyRefundAsync(
        DurableTaskClient client, OrderKey key, string refundId, CancellationToken cancellation)
    {
        if (await refunds.FindWithOrderAsync(key, refundId, cancellation) is not { } known) return Cant(UnknownOrder);
        var (order, refund) = (known.Through, known.Refund.Refund);
        var answer = await channels.Of(order).QueryRefundAsync(order, refund, cancellation);
        if (answer.Evidence is not { } says) return Cant(SaysNothing with { ProviderCode = answer.Code });
        var applied = await refunds.ApplyAsync(key, says, cancellation);
        var word = Word(applied.Outcome, applied.Refusal, $"{says.Event}: {applied.Refund?.State}");
        if (word.Problem is not null) return word;
        return await refundFlows.WakeAsync(client, applied.Order!, applied.Refund!, cancellation)
            ? word
            : Cant(Problem.Unavailable);
    }

    internal static Resolved Word(ApplyOutcome outcome, Refusal? refusal, string done) => outcome switch
    {
        ApplyOutcome.Moved or ApplyOutcome.Repeat => new(done),
        ApplyOutcome.Refused or ApplyOutcome.Quarantined =>
            Cant(StillContradicts with { Detail = $"{refusal?.Reason}: {refusal?.Field}." }),
        ApplyOutcome.UnknownOrder => Cant(UnknownOrder),
        ApplyOutcome.Contended => Cant(Problem.Unavailable),
    };

    private Evidence Operator(Order order, Evidence says, OperatorWord word) => new()
    {
        Source = EvidenceSource.Operator,
        Id = $"send-back-{says.TransactionId}",
        Event = OrderEvent.PaymentSucceeded,
        At = clock.GetUtcNow(),
        Attempt = order.Attempt,
        Provider = order.Channel,
        MerchantId = order.MerchantId,
        Total = says.Total,
        TransactionId = says.TransactionId,
        Code = word.Said,
    };

    internal static Resolved Cant(Problem problem) => new(null, problem);

    internal static Problem UnknownOrder { get; } = new(
        409, "unknown-order",
        "It names no order, refund or split of ours: send its money back at the provider, then dismiss it.");

    internal static Problem SaysNothing { get; } = new(
        409, "provider-says-nothing", "The provider, asked just now, says nothing that could be applied.");

    private static Problem StillContradicts { get; } = new(
        409, "still-contradicts", "What the provider, asked just now, says still contradicts our books.");

    private static Problem OtherPayment { get; } = new(
        409, "other-payment", "The provider, asked just now, does not speak of this payment.");

    private static Problem OwnPayment { get; } = new(
        409, "own-payment", "It is the order's own payment: it goes back by a refund, or is on its way back already.");
}
