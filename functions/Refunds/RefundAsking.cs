using Microsoft.Extensions.Logging;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Refunds;
using PayFunctions.Orders;

namespace PayFunctions.Refunds;

/// <summary>The refund as a wake leaves it.</summary>
/// <param name="Failed">Why its provider could not be asked, where asking again soon may help.</param>
/// <param name="NeedsShares">It can't go before receivers have given shares back.</param>
public sealed record AskedRefund(
    Refund Refund, RefundStanding Standing, FailureCause? Failed = null, bool NeedsShares = false);

/// <summary>
/// Sends a refund to its provider or asks about it, and brings every answer to the refund book. Silence is no answer.
/// </summary>
public sealed class RefundAsking(
    RefundBook book, Channels channels, TimeProvider clock, ILogger<RefundAsking> log)
{
    /// <summary>What a refund waits for that takes what receivers have.</summary>
    private const string SharesFirst = "SHARES_FIRST";

    /// <summary>Moves a refund on as far as its provider lets it.</summary>
    /// <param name="last">Where the wake before left it: what may have been sent is asked about first.</param>
    public async Task<AskedRefund> AskAsync(
        RefundOfOrder known, RefundStanding last, CancellationToken cancellation)
    {
        var refund = known.Refund.Refund;
        switch (refund.State)
        {
            case RefundState.Requested when last is RefundStanding.Unsure or RefundStanding.UnderWay:
                return await AskThenSendAsync(known, cancellation);
            case RefundState.Requested:
                return await SendAsync(known, cancellation);
            case RefundState.Processing when IsRestarted(refund) && last is RefundStanding.ToSend:
                return await SendAsync(known, cancellation);
            case RefundState.Processing:
                return await QueryAsync(known, cancellation);
            case RefundState.Succeeded or RefundState.Closed or RefundState.Abnormal:
                return Standing(refund, RefundStanding.UnderWay);
            default:
                throw new ArgumentOutOfRangeException(nameof(known), refund.State, "No such state.");
        }
    }

    private async Task<AskedRefund> SendAsync(RefundOfOrder known, CancellationToken cancellation)
    {
        var (order, refund) = (known.Through, known.Refund.Refund);
        if (refund.IsOfTheOrder && !order.SharesToReturn.IsZero)
        {
            await book.NoteAsync(known, SharesFirst, cancellation);
            return Standing(refund, RefundStanding.ToSend) with { NeedsShares = true };
        }

        var sent = await channels.Of(order).RefundAsync(order, refund, cancellation);
        switch (sent.Outcome)
        {
            case ProviderOutcome.Answered:
                return await TakeAsync(known, sent.Evidence!, cancellation);
            case ProviderOutcome.Refused when refund.State == RefundState.Requested:
                return await RefusedAsync(known, sent.Code, cancellation);
            case ProviderOutcome.Later or ProviderOutcome.NotSent:
                return await WaitAsync(known, "refund", sent, RefundStanding.ToSend, cancellation);
            case ProviderOutcome.Nothing or ProviderOutcome.NotFound or ProviderOutcome.Refused
                or ProviderOutcome.Unknown:
                return await WaitAsync(known, "refund", sent, RefundStanding.Unsure, cancellation);
            default:
                throw new InvalidOperationException($"No such outcome: {sent.Outcome}.");
        }
    }

    /// <summary>
    /// It may be there already: what the provider does not know is sent again, under the same number.
    /// </summary>
    private async Task<AskedRefund> AskThenSendAsync(RefundOfOrder known, CancellationToken cancellation)
    {
        var (order, refund) = (known.Through, known.Refund.Refund);
        var asked = await channels.Of(order).QueryRefundAsync(order, refund, cancellation);
        if (asked.Evidence is { } evidence) return await TakeAsync(known, evidence, cancellation);
        return asked.Outcome == ProviderOutcome.NotFound
            ? await SendAsync(known, cancellation)
            : await WaitAsync(known, "query-refund", asked, RefundStanding.Unsure, cancellation);
    }

    private async Task<AskedRefund> QueryAsync(RefundOfOrder known, CancellationToken cancellation)
    {
        var (order, refund) = (known.Through, known.Refund.Refund);
        var asked = await channels.Of(order).QueryRefundAsync(order, refund, cancellation);
        if (asked.Evidence is { } evidence) return await TakeAsync(known, evidence, cancellation);
        log.NothingHeard(refund.Id, order.Key.OrderId, "query-refund", asked.Outcome, asked.Code);
        return Standing(refund, RefundStanding.UnderWay) with { Failed = asked.TryAgainFor };
    }

    /// <summary>
    /// A refusal closes it only once the provider, asked, does not know it: an older call may have come through.
    /// </summary>
    private async Task<AskedRefund> RefusedAsync(RefundOfOrder known, string? code, CancellationToken cancellation)
    {
        var (order, refund) = (known.Through, known.Refund.Refund);
        var asked = await channels.Of(order).QueryRefundAsync(order, refund, cancellation);
        if (asked.Evidence is { } evidence) return await TakeAsync(known, evidence, cancellation);
        if (asked.Outcome != ProviderOutcome.NotFound)
        {
            return await WaitAsync(
                known, "refund", asked with { Code = code }, RefundStanding.Unsure, cancellation);
        }

        log.RefundRefused(refund.Id, order.Key.OrderId, code);
        return await TakeAsync(known, Refused(order, refund, code), cancellation);
    }

    /// <summary>What it waits for is written down on the refund, for whoever looks.</summary>
    private async Task<AskedRefund> WaitAsync(
        RefundOfOrder known, string operation, RefundAnswer answer, RefundStanding standing,
        CancellationToken cancellation)
    {
        var refund = known.Refund.Refund;
        log.NothingHeard(refund.Id, known.Order.Order.Key.OrderId, operation, answer.Outcome, answer.Code);
        await book.NoteAsync(known, answer.Code ?? answer.Outcome.ToString(), cancellation);
        return Standing(refund, standing) with { Failed = answer.TryAgainFor };
    }

    private async Task<AskedRefund> TakeAsync(
        RefundOfOrder known, RefundEvidence evidence, CancellationToken cancellation)
    {
        var applied = await book.ApplyAsync(known, evidence, cancellation);
        var refund = applied.Refund ?? known.Refund.Refund;
        // What contradicts our books is an operator's: it is asked about again, and not sent again.
        return Standing(refund, RefundStanding.Unsure);
    }

    private static AskedRefund Standing(Refund refund, RefundStanding whileOpen) => refund.State switch
    {
        RefundState.Requested => new(refund, whileOpen),
        RefundState.Processing => new(
            refund, IsRestarted(refund) && whileOpen == RefundStanding.ToSend ? whileOpen : RefundStanding.UnderWay),
        RefundState.Succeeded or RefundState.Closed => new(refund, RefundStanding.Ended),
        RefundState.Abnormal => new(refund, RefundStanding.Stuck),
    };

    private static bool IsRestarted(Refund refund) => refund.Round > 1;

    private RefundEvidence Refused(Order order, Refund refund, string? code) => new()
    {
        Source = EvidenceSource.Answer,
        Id = $"refund-{refund.Id}-refused",
        RefundId = refund.Id,
        Event = RefundEvent.Refused,
        At = clock.GetUtcNow(),
        Provider = order.Channel,
        MerchantId = order.MerchantId,
        Code = code,
    };
}
