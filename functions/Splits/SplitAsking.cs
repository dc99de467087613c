using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Splits;
using PayFunctions.Orders;

namespace PayFunctions.Splits;

/// <summary>The split as a wake leaves it.</summary>
/// <param name="Failed">Why its provider could not be asked, where asking again soon may help.</param>
public sealed record AskedSplit(Split Split, SplitStanding Standing, FailureCause? Failed = null);

/// <summary>
/// Sends a split or a return to its provider or asks about it, and brings every answer to the split book. Silence is no
/// answer.
/// </summary>
public sealed class SplitAsking(
    SplitBook book, Channels channels, IOptionsMonitor<SplitsOptions> options, TimeProvider clock,
    ILogger<SplitAsking> log)
{
    /// <summary>One operation of an order: the split itself, or a return of a share of it.</summary>
    private sealed record Operation(SplitOfOrder Known, ShareReturn? Return, ISharingProvider Provider)
    {
        public Order Order => Known.Order.Order;

        public Split Split => Known.Split.Split;

        public SplitState State => Return?.State ?? Split.State;

        public string Number => Return?.Number ?? Split.Number;

        public Task<SplitAnswer> SendAsync(CancellationToken cancellation) => Return is { } given
            ? Provider.ReturnShareAsync(Order, Split, given, cancellation)
            : Provider.SplitAsync(Order, Split, cancellation);

        public Task<SplitAnswer> QueryAsync(CancellationToken cancellation) => Return is { } given
            ? Provider.QueryReturnAsync(Order, Split, given, cancellation)
            : Provider.QuerySplitAsync(Order, Split, cancellation);
    }

    /// <summary>Moves a split, or the return named, on as far as its provider lets it.</summary>
    /// <param name="last">Where the wake before left it: what may have been sent is asked about first.</param>
    public async Task<AskedSplit> AskAsync(
        SplitOfOrder known, string? returnId, SplitStanding last, CancellationToken cancellation)
    {
        var (order, split) = (known.Order.Order, known.Split.Split);
        var operation = new Operation(known, returnId is null ? null : split.Return(returnId), channels.SharingOf(order)!);
        return operation.State switch
        {
            SplitState.Requested when last is SplitStanding.Unsure or SplitStanding.UnderWay =>
                await AskThenSendAsync(operation, cancellation),
            SplitState.Requested => await SendAsync(operation, cancellation),
            SplitState.Processing => await QueryAsync(operation, cancellation),
            SplitState.Done or SplitState.Closed => new(split, SplitStanding.Ended),
        };
    }

    private async Task<AskedSplit> SendAsync(Operation operation, CancellationToken cancellation)
    {
        // A provider takes no split of a payment that has only just come.
        if (operation.Order.PaidAt + options.CurrentValue.NotBefore > clock.GetUtcNow())
            return new(operation.Split, SplitStanding.ToSend);
        var sent = await operation.SendAsync(cancellation);
        return sent.Outcome switch
        {
            ProviderOutcome.Answered => await TakeAsync(operation, sent.Evidence!, cancellation),
            ProviderOutcome.Refused => await RefusedAsync(operation, sent.Code, cancellation),
            ProviderOutcome.Later or ProviderOutcome.NotSent =>
                await WaitAsync(operation, "send", sent, SplitStanding.ToSend, cancellation),
            ProviderOutcome.Nothing or ProviderOutcome.NotFound or ProviderOutcome.Unknown =>
                await WaitAsync(operation, "send", sent, SplitStanding.Unsure, cancellation),
        };
    }

    /// <summary>
    /// It may be there already: what the provider does not know is sent again, under the same number.
    /// </summary>
    private async Task<AskedSplit> AskThenSendAsync(Operation operation, CancellationToken cancellation)
    {
        var asked = await operation.QueryAsync(cancellation);
        if (asked.Evidence is { } evidence) return await TakeAsync(operation, evidence, cancellation);
        return asked.Outcome == ProviderOutcome.NotFound
            ? await SendAsync(operation, cancellation)
            : await WaitAsync(operation, "query", asked, SplitStanding.Unsure, cancellation);
    }

    private async Task<AskedSplit> QueryAsync(Operation operation, CancellationToken cancellation)
    {
        var asked = await operation.QueryAsync(cancellation);
        if (asked.Evidence is { } evidence) return await TakeAsync(operation, evidence, cancellation);
        log.NothingHeard(operation.Number, operation.Order.Key.OrderId, "query", asked.Outcome, asked.Code);
        return new(operation.Split, SplitStanding.UnderWay, asked.TryAgainFor);
    }

    /// <summary>
    /// A refusal closes it only once the provider, asked, does not know it: an older call may have come through.
    /// </summary>
    private async Task<AskedSplit> RefusedAsync(Operation operation, string? code, CancellationToken cancellation)
    {
        var asked = await operation.QueryAsync(cancellation);
        if (asked.Evidence is { } evidence) return await TakeAsync(operation, evidence, cancellation);
        if (asked.Outcome != ProviderOutcome.NotFound)
            return await WaitAsync(operation, "query", asked with { Code = code }, SplitStanding.Unsure, cancellation);

        log.SplitRefused(operation.Number, operation.Order.Key.OrderId, code);
        return await TakeAsync(operation, Refused(operation, code), cancellation);
    }

    /// <summary>What it waits for is written down, for whoever looks.</summary>
    private async Task<AskedSplit> WaitAsync(
        Operation operation, string call, SplitAnswer answer, SplitStanding standing, CancellationToken cancellation)
    {
        log.NothingHeard(operation.Number, operation.Order.Key.OrderId, call, answer.Outcome, answer.Code);
        await book.NoteAsync(
            operation.Known, operation.Return, answer.Code ?? answer.Outcome.ToString(), cancellation);
        return new(operation.Split, standing, answer.TryAgainFor);
    }

    private async Task<AskedSplit> TakeAsync(
        Operation operation, SplitEvidence evidence, CancellationToken cancellation)
    {
        var applied = await book.ApplyAsync(operation.Known, evidence, cancellation);
        var split = applied.Split ?? operation.Split;
        var state = operation.Return is { } given ? split.Return(given.Id)!.State : split.State;
        return state switch
        {
            // What contradicts our books is an operator's: it is asked about again, and not sent again.
            SplitState.Requested => new(split, SplitStanding.Unsure),
            SplitState.Processing => new(split, SplitStanding.UnderWay),
            SplitState.Done or SplitState.Closed => new(split, SplitStanding.Ended),
        };
    }

    private SplitEvidence Refused(Operation operation, string? code) => new()
    {
        Source = EvidenceSource.Answer,
        Id = $"split-{operation.Number}-refused",
        SplitId = operation.Split.Id,
        ReturnId = operation.Return?.Id,
        Event = SplitEvent.Refused,
        At = clock.GetUtcNow(),
        Provider = operation.Order.Channel,
        MerchantId = operation.Order.MerchantId,
        Code = code,
    };
}
