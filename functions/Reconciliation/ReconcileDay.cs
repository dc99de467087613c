using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>
/// One channel's day: its bills are fetched, both sides dealt out and compared, what differs is planned for, repaired or
/// approved, and the day is compared once more.
/// </summary>
/// <remarks>It only sequences: what was found and decided lies in table and container, and each step is safe to take twice.</remarks>
public static class ReconcileDay
{
    /// <summary>Told when somebody has decided; it carries nothing.</summary>
    public const string Decided = "decided";

    /// <summary>More words than these only lengthen the history: then the gate looks by itself.</summary>
    private const int WordsMax = 200;

    /// <summary>A provider that is away for as many tries leaves its repairs to people.</summary>
    private const int IdleMax = 3;

    private static readonly TimeSpan IdlePause = TimeSpan.FromMinutes(1);

    private static readonly TaskOptions Again = TaskOptions.FromRetryPolicy(
        new RetryPolicy(5, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(1)));

    [Function(nameof(ReconcileDay))]
    public static async Task<RunState> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var run = context.GetInput<DayRun>() ?? throw new InvalidOperationException("Started without a day.");
        try
        {
            return await RunAsync(context, run);
        }
        catch (TaskFailedException e)
        {
            return await AbortAsync(context, run, e.FailureDetails?.ErrorMessage ?? e.Message);
        }
    }

    private static async Task<RunState> RunAsync(TaskOrchestrationContext context, DayRun run)
    {
        var (bills, missing) = await FetchAsync(context, run);
        if (missing is not null) return await AbortAsync(context, run, missing);
        await context.CallActivityAsync(nameof(AdvanceRun.BillsAreArchived), run.Which, Again);

        var (shards, account) = (await CompareAsync(context, run, bills), await CompareAccountsAsync(context, run, bills));
        var planned = await PlanAsync(context, new(run.Which, shards, account, MayFetchAgain: true));
        if (planned.IsStorm)
        {
            // The fetch may have been what went wrong: once more, and whatever then is found is for people.
            var (again, _) = await FetchAsync(context, run);
            if (again.Count == bills.Count) bills = again;
            (shards, account) = (await CompareAsync(context, run, bills), await CompareAccountsAsync(context, run, bills));
            await PlanAsync(context, new(run.Which, shards, account, MayFetchAgain: false));
        }

        await context.CallActivityAsync(
            nameof(AdvanceRun.DayIsPlanned), new ComparedDay(run.Which, shards, account, MayFetchAgain: false), Again);
        await RepairAsync(context, run);
        await WaitForPeopleAsync(context, run);
        // What repairs change is ours: the account's bill stands against that of trades as it stood.
        var after = await CompareAsync(context, run, bills);
        await context.CallActivityAsync(nameof(SettleDay), new ComparedDay(run.Which, after, account, MayFetchAgain: false), Again);
        return RunState.Settled;
    }

    /// <returns>The bills, or why there are none.</returns>
    private static async Task<(IReadOnlyList<BillFetched> Bills, string? Missing)> FetchAsync(
        TaskOrchestrationContext context, DayRun run)
    {
        var until = context.CurrentUtcDateTime + run.FetchFor;
        (string Account, BillKind Kind)[] wanted =
            [.. run.Accounts.Select(account => (account, BillKind.Trade)), .. run.WithOwnBill.Select(account => (account, BillKind.Funds))];
        var bills = new Dictionary<(string Account, BillKind Kind), BillFetched>();
        while (true)
        {
            var asked = wanted.Where(one => !bills.ContainsKey(one)).Select(
                one => context.CallActivityAsync<BillFetched>(
                    nameof(FetchBill), new BillToFetch(run.Which, one.Account, one.Kind), Again));
            string? waits = null;
            foreach (var bill in await Task.WhenAll(asked))
            {
                if (bill.Outcome == BillOutcome.Refused) return ([], $"the bill of {bill.Account} ({bill.Kind}) is refused: {bill.Why}");
                if (bill.Outcome is BillOutcome.Ready or BillOutcome.Empty) bills[(bill.Account, bill.Kind)] = bill;
                else waits = $"the bill of {bill.Account} ({bill.Kind}) has not come: {bill.Outcome}, {bill.Why}";
            }

            if (waits is null) return ([.. wanted.Select(one => bills[one])], null);
            var next = context.CurrentUtcDateTime + run.FetchEvery;
            if (next > until) return ([], waits);
            await context.CreateTimer(next, CancellationToken.None);
        }
    }

    private static async Task<ShardsToCompare> CompareAsync(
        TaskOrchestrationContext context, DayRun run, IReadOnlyList<BillFetched> bills)
    {
        var dealt = Enumerable.Range(0, DayDealing.Buckets)
            .Select(bucket => context.CallActivityAsync(nameof(DealBucket), new BucketToDeal(run.Which, bucket), Again)).ToList();
        dealt.AddRange(bills.Where(bill => bill.Kind == BillKind.Trade).Select(
            bill => context.CallActivityAsync(nameof(DealBill), new BillToDeal(run.Which, bill), Again)));
        return await CompareAsync(context, new(run.Which, ComparedBooks.LedgerAndBill), dealt);
    }

    /// <summary>The third side: the accounts' own bills against what those of trades must have done to them.</summary>
    /// <returns>Null: there is no such side.</returns>
    private static async Task<ShardsToCompare?> CompareAccountsAsync(
        TaskOrchestrationContext context, DayRun run, IReadOnlyList<BillFetched> bills)
    {
        if (run.WithOwnBill.Count == 0) return null;
        var dealt = run.WithOwnBill.Select(account => context.CallActivityAsync(
            nameof(DealAccount), new AccountToDeal(run.Which, BillOf(account, BillKind.Trade), BillOf(account, BillKind.Funds)), Again)).ToList();
        return await CompareAsync(context, new(run.Which, ComparedBooks.BillAndAccount), dealt);

        BillFetched BillOf(string account, BillKind kind) => bills.First(bill => bill.Account == account && bill.Kind == kind);
    }

    /// <summary>What the day before handed on comes to what is being dealt out, then shards are compared that part.</summary>
    private static async Task<ShardsToCompare> CompareAsync(
        TaskOrchestrationContext context, BooksOfDay books, List<Task> dealt)
    {
        dealt.Add(context.CallActivityAsync(nameof(DealCarried), books, Again));
        await Task.WhenAll(dealt);
        var shards = await context.CallActivityAsync<ShardsToCompare>(nameof(PairShards), books, Again);
        await Task.WhenAll(shards.Shards.Select(shard => context.CallActivityAsync(
            nameof(CompareShard), new ShardToCompare(books.Day, shard, books.Books), Again)));
        return shards;
    }

    private static Task<PlannedDay> PlanAsync(TaskOrchestrationContext context, ComparedDay compared) =>
        context.CallActivityAsync<PlannedDay>(nameof(PlanDay), compared, Again);

    /// <summary>In portions, until nothing is left that needs nobody's word.</summary>
    private static async Task<Repaired> RepairAsync(TaskOrchestrationContext context, DayRun run)
    {
        for (var idle = 0; ;)
        {
            var repaired = await context.CallActivityAsync<Repaired>(nameof(RepairSome), run.Which, Again);
            if (repaired.Left == 0) return repaired;
            idle = repaired.Done == 0 ? idle + 1 : 0;
            if (idle >= IdleMax) return await context.CallActivityAsync<Repaired>(nameof(RepairSome.LeaveToPeople), run.Which, Again);
            if (idle > 0) await context.CreateTimer(context.CurrentUtcDateTime + IdlePause, CancellationToken.None);
        }
    }

    /// <summary>Until everything is decided, or its time is over. Words are hints: what was decided is read.</summary>
    private static async Task WaitForPeopleAsync(TaskOrchestrationContext context, DayRun run)
    {
        var began = context.CurrentUtcDateTime;
        var word = context.WaitForExternalEvent<string?>(Decided);
        foreach (var (at, isLast) in ((DateTime, bool)[])[(began + run.EscalateAfter, false), (began + run.ApproveWithin, true)])
        {
            if (await AreAllDecidedByAsync(context, run, at)) return;
            await context.CallActivityAsync(isLast ? nameof(ExpireApprovals) : nameof(AdvanceRun.EscalateRun), run.Which, Again);
            if (isLast) return;
        }

        async Task<bool> AreAllDecidedByAsync(TaskOrchestrationContext context, DayRun run, DateTime at)
        {
            if ((await RepairAsync(context, run)).Waiting == 0) return true;
            if (at <= context.CurrentUtcDateTime) return false;
            using var alarm = new CancellationTokenSource();
            var over = context.CreateTimer(at, alarm.Token);
            for (var words = 0; words < WordsMax; words++)
            {
                await Task.WhenAny(word, over);
                if (!word.IsCompleted) return false;
                word = context.WaitForExternalEvent<string?>(Decided);
                if ((await RepairAsync(context, run)).Waiting > 0) continue;
                alarm.Cancel(); // An unfired timer keeps the instance running.
                return true;
            }

            await over;
            return (await RepairAsync(context, run)).Waiting == 0;
        }
    }

    private static async Task<RunState> AbortAsync(TaskOrchestrationContext context, DayRun run, string why)
    {
        await context.CallActivityAsync(nameof(AdvanceRun.AbortRun), new DayAborted(run.Which, why), Again);
        return RunState.Aborted;
    }
}
