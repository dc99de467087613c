using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Orders;

namespace PayFunctions.Reversals;

/// <summary>
/// Asks a provider how an order stands, has it reversed, asks again; and brings every answer to the order book.
/// </summary>
/// <remarks>What may have moved money is only sent after a question that says it has not yet.</remarks>
public sealed class ReversalAsking(
    OrderBook book, Channels channels, TimeProvider clock, ILogger<ReversalAsking> log)
{
    /// <summary>What a refund that went after all leaves to reverse: nothing.</summary>
    private const string RefundedMeanwhile = "refunded-meanwhile";

    /// <summary>Moves the order's reversal on as far as its provider lets it.</summary>
    public async Task<ReversalWoken> AskAsync(StoredOrder stored, CancellationToken cancellation)
    {
        if (channels.ReversingOf(stored.Order) is not { } provider)
            return await RefuseAsync(stored, "channel-cannot-reverse", cancellation);

        var asked = await HearAsync(
            stored, "query-reversal", await provider.QueryReversalAsync(stored.Order, cancellation), cancellation);
        stored = asked.Stored;
        if (!stored.Order.IsBeingReversed) return Ended;
        if (!stored.Order.Refunded.IsZero) return await RefuseAsync(stored, RefundedMeanwhile, cancellation);
        if (!HasAnswered(asked.Answer.Outcome)) return Open(asked.Answer);

        var sent = await HearAsync(
            stored, "reverse", await provider.ReverseAsync(stored.Order, cancellation), cancellation);
        stored = sent.Stored;
        if (!stored.Order.IsBeingReversed) return Ended;
        return HasSpoken(sent.Answer.Outcome)
            ? await AskAgainAsync(provider, stored, sent.Answer, cancellation)
            : Open(sent.Answer);
    }

    private static ReversalWoken Ended => new(ReversalStanding.Ended);

    private static ReversalWoken Open(ProviderAnswer answer) => new(ReversalStanding.Open, answer.TryAgainFor);

    /// <summary>A refusal ends it only once the provider, asked, still has the order as it was.</summary>
    private async Task<ReversalWoken> AskAgainAsync(
        IReversingProvider provider, StoredOrder stored, ProviderAnswer sent, CancellationToken cancellation)
    {
        var asked = await HearAsync(
            stored, "query-reversal", await provider.QueryReversalAsync(stored.Order, cancellation), cancellation);
        stored = asked.Stored;
        if (!stored.Order.IsBeingReversed) return Ended;
        return sent.Outcome == ProviderOutcome.Refused && HasAnswered(asked.Answer.Outcome)
            ? await RefuseAsync(stored, sent.Code, cancellation)
            : Open(asked.Answer);
    }

    private async Task<ReversalWoken> RefuseAsync(StoredOrder stored, string? code, CancellationToken cancellation)
    {
        log.ReversalRefused(stored.Order.Key.OrderId, code);
        var applied = await book.ApplyAsync(stored, Refused(stored.Order, code), cancellation);
        return new(applied.Order is { IsBeingReversed: false } ? ReversalStanding.Ended : ReversalStanding.Open);
    }

    private async Task<Asked> HearAsync(
        StoredOrder stored, string operation, ProviderAnswer answer, CancellationToken cancellation)
    {
        if (answer.Evidence is not { } evidence)
        {
            log.NothingHeard(stored.Order.Key.OrderId, operation, answer.Outcome, answer.Code);
            return new(stored, answer);
        }

        var applied = await book.ApplyAsync(stored, evidence, cancellation);
        return new(applied.Stored ?? stored, answer);
    }

    /// <summary>The provider has said how the order stands: what follows is known to be needed.</summary>
    private static bool HasAnswered(ProviderOutcome outcome) => outcome switch
    {
        ProviderOutcome.Answered or ProviderOutcome.Nothing or ProviderOutcome.NotFound => true,
        ProviderOutcome.Later or ProviderOutcome.Refused or ProviderOutcome.NotSent or ProviderOutcome.Unknown => false,
    };

    /// <summary>The provider has taken or refused it, and so has something new to say.</summary>
    private static bool HasSpoken(ProviderOutcome outcome) => outcome switch
    {
        ProviderOutcome.Answered or ProviderOutcome.Nothing or ProviderOutcome.NotFound => true,
        ProviderOutcome.Refused => true,
        ProviderOutcome.Later or ProviderOutcome.NotSent or ProviderOutcome.Unknown => false,
    };

    private Evidence Refused(Order order, string? code) => new()
    {
        Source = EvidenceSource.Answer,
        Id = $"reverse-{order.Reversal!.Sequence}-refused",
        Event = OrderEvent.ReversalRefused,
        At = clock.GetUtcNow(),
        Attempt = order.Attempt,
        Provider = order.Channel,
        MerchantId = order.MerchantId,
        Code = code,
    };
}
