using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Core.Reconciliation.Shadow;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>
/// Makes of what was found what is to be done: misses of the index are mended, what is left gets its cause and its plan.
/// </summary>
public sealed class DayFindings(
    OrderBook orders, OrdersOfBills ordersOfBills, DayComparison comparison, IndexMending index, RefusalHours refusals, BillBlobs blobs,
    IOptionsMonitor<ReconciliationOptions> options,
    ILogger<DayFindings> log)
{
    /// <summary>More misses than these are no lag: whoever looks at the storm decides.</summary>
    private const int LookUpsMax = 2000;

    private const int AtOnce = 16;

    /// <param name="isFinal">Whether this is the comparison after the repairs: then what is carried is handed on.</param>
    /// <param name="account">The shards of the account's own bills; null: there are none.</param>
    public async Task<DayPlan> PlanAsync(
        RunKey key, int run, ShardsToCompare shards, ShardsToCompare? account, bool isFinal, CancellationToken cancellation)
    {
        var found = await CollectAsync(key, run, ComparedBooks.LedgerAndBill, shards, cancellation);
        var funds = account is null ? null : await CollectAsync(key, run, ComparedBooks.BillAndAccount, account, cancellation);
        var coverage = found.Coverage;
        var (ours, mended) = await LookUpAsync(key, found.Differences, cancellation);
        if (mended > 0) log.IndexMended(key.ToString(), mended);
        IReadOnlyList<DifferenceRow> differences = funds is null ? ours : [.. ours, .. funds.Differences];
        if (isFinal) await HandOnAsync(key, differences, cancellation);

        var explained = CauseAnalysis.Explain(differences, await FactsAsync(key, shards, cancellation));
        var plan = RepairPlan.Of(explained, coverage.There.In.Rows, Limits());
        var wrong = differences.Count(one => one.Kind.IsDisagreement());
        var carried = differences.Count(one => one.Kind == DifferenceKind.Carried);
        var figures = new RunFigures(
            coverage.Here.In.Rows, coverage.There.In.Rows, coverage.Pairs + mended, wrong, carried, shards.Agreeing)
        {
            AccountRows = funds?.Coverage.There.In.Rows,
            AccountMatched = funds?.Coverage.Pairs ?? 0,
            IndexMended = mended + await index.CountAsync(key, run, cancellation),
            Crossed = coverage.Found(DifferenceKind.CutOffCrossing),
        };
        return new(coverage, explained, plan, figures)
        {
            Shadow = found.Shadow,
            Account = funds?.Coverage,
            AccountShadow = funds?.Shadow,
        };
    }

    private async Task<ShardFindings> CollectAsync(
        RunKey key, int run, ComparedBooks books, ShardsToCompare shards, CancellationToken cancellation)
    {
        var found = await comparison.CollectAsync(key, run, books, shards.Shards, cancellation);
        return found.Coverage.Holds ? found : throw new InvalidOperationException($"{key}, {books}: rows are unaccounted for.");
    }

    private RepairLimits Limits()
    {
        var now = options.CurrentValue;
        return new()
        {
            AutomaticAmountMax = now.AutomaticAmountMax,
            CountMax = now.RepairsMax,
            AmountMax = now.RepairedAmountMax,
            ShareOfDayMax = now.RepairedShareMax,
            SecondApproverAbove = now.SecondApproverAbove,
            StormCount = now.StormCount,
            StormWindow = now.StormWindow,
        };
    }

    private async Task<CauseFacts> FactsAsync(RunKey key, ShardsToCompare shards, CancellationToken cancellation)
    {
        var day = BillFormatsByChannel.Window(options.CurrentValue, key);
        return new()
        {
            SignatureFailures = await refusals.ReadAsync(key.Channel, day.Start, day.Start.AddDays(1), cancellation),
            BillEndsAt = shards.BillEndsAt == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(shards.BillEndsAt),
            Day = day,
        };
    }

    /// <summary>
    /// What seems to be missing here is taken for lag of the index first: the order itself is asked, and the index mended.
    /// </summary>
    private async Task<(IReadOnlyList<DifferenceRow> Differences, int Mended)> LookUpAsync(
        RunKey key, IReadOnlyList<DifferenceRow> found, CancellationToken cancellation)
    {
        var missing = found.Where(one => one.Books == ComparedBooks.LedgerAndBill
            && one.Kind is DifferenceKind.MissingHere or DifferenceKind.Carried && one.Here.Count == 0).ToList();
        if (missing.Count is 0 or > LookUpsMax) return (found, 0);
        var looked = new DifferenceRow?[missing.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, missing.Count, parallel, async (at, stop) => looked[at] = await LookUpAsync(key, missing[at], stop));
        var left = found.Where(one => !missing.Contains(one, ReferenceEqualityComparer.Instance)).Concat(looked.OfType<DifferenceRow>());
        return ([.. left], looked.Count(one => one is null));
    }

    /// <returns>Null: the order has it, and now the index has it too.</returns>
    private async Task<DifferenceRow?> LookUpAsync(RunKey key, DifferenceRow missing, CancellationToken cancellation)
    {
        var there = missing.There[0];
        if (await ordersOfBills.FindAsync(key, missing, cancellation) is not { } story) return missing;
        var ours = LedgerDay.Of(story).Where(row => row.Kind == there.Kind
            && (row.Kind == MovementKind.Payment ? row.ProviderId == there.ProviderId : KeyOf(row) == KeyOf(there))).ToList();
        if (ours.Count > 0)
        {
            await orders.IndexDayAsync(story.Order.Key, cancellation);
            return ours[0].Amount == there.Amount && ours[0].Currency == there.Currency
                ? null
                : new(DifferenceKind.Amount, DifferenceAspects.Amount, [ours[0]], [there]);
        }

        var hasEnded = there.Kind == MovementKind.Payment && story.Order is { State: OrderState.Closed, TransactionId: null };
        if (!hasEnded) return missing;
        var closed = there with { Status = MovementStatus.Closed, ProviderId = "", Line = 0, Offset = 0 };
        return new(DifferenceKind.LateMoney, DifferenceAspects.LateMoney, [closed], [there]);
    }

    private static string KeyOf(MovementRow row) => row.Reference.Length > 0 ? row.Reference : row.OrderId;

    private async Task HandOnAsync(RunKey key, IReadOnlyList<DifferenceRow> differences, CancellationToken cancellation)
    {
        foreach (var books in Enum.GetValues<ComparedBooks>())
        {
            var carried = differences.Where(one => one.Kind == DifferenceKind.Carried && one.Books == books).ToList();
            var rows = new CarriedRows(
                [.. carried.SelectMany(one => one.Here).Select(row => row.Carried())],
                [.. carried.SelectMany(one => one.There).Select(row => row.Carried())]);
            await blobs.WriteAsync(DayNames.Carried(key, books), new MemoryStream(DayJson.Write(rows)), cancellation);
        }
    }
}

/// <summary>What a comparison found, and what is to be done about it.</summary>
public sealed record DayPlan(
    Coverage Coverage, IReadOnlyList<ExplainedDifference> Differences, RepairPlan Repairs, RunFigures Figures)
{
    /// <summary>What a second rule set would have judged otherwise; null: none ran.</summary>
    public ShadowReport? Shadow { get; init; }

    /// <summary>The proof of the third side; null: that channel has none.</summary>
    public Coverage? Account { get; init; }

    /// <summary>What it would have judged otherwise of the third side; null: none ran, or there is no such side.</summary>
    public ShadowReport? AccountShadow { get; init; }
}
