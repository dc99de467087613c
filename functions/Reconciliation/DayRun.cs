using System.Globalization;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>What a run's orchestration is started with: everything that it needs to sequence, and nothing it could read.</summary>
/// <param name="Day"><c>yyyyMMdd</c>, in China.</param>
public sealed record DayRun(
    string Tenant, string Channel, string Day, int Number, IReadOnlyList<string> Accounts, int Shards, TimeSpan FetchEvery,
    TimeSpan FetchFor, TimeSpan EscalateAfter, TimeSpan ApproveWithin)
{
    /// <summary>Those of the accounts that have a bill of their own too: the third side.</summary>
    public IReadOnlyList<string> WithOwnBill { get; init; } = [];

    internal RunKey Key => new(Tenant, Channel, DateOnly.ParseExact(Day, "yyyyMMdd", CultureInfo.InvariantCulture));

    internal DayOf Which => new(Tenant, Channel, Day, Number, Accounts, Shards) { WithOwnBill = WithOwnBill };

    internal static DayRun Of(
        ReconciliationRun run, IReadOnlyList<string> accounts, IReadOnlyList<string> withOwnBill, ReconciliationOptions options) => new(
            run.Key.Tenant, run.Key.Channel, run.Key.DayText, run.Number, accounts, options.Shards, options.FetchEvery,
            options.FetchFor, options.EscalateAfter, options.ApproveWithin)
        {
            WithOwnBill = withOwnBill,
        };
}

/// <summary>Which run an activity is for.</summary>
public sealed record DayOf(
    string Tenant, string Channel, string Day, int Number, IReadOnlyList<string> Accounts, int Shards)
{
    public IReadOnlyList<string> WithOwnBill { get; init; } = [];

    internal IReadOnlyList<string> AccountsOf(ComparedBooks books) => books switch
    {
        ComparedBooks.LedgerAndBill => Accounts,
        ComparedBooks.BillAndAccount => WithOwnBill,
    };

    internal RunKey Key => new(Tenant, Channel, DateOnly.ParseExact(Day, "yyyyMMdd", CultureInfo.InvariantCulture));
}

/// <summary>One bill to fetch.</summary>
public sealed record BillToFetch(DayOf Day, string Account, BillKind Kind);

/// <summary>One bucket of ours to deal out.</summary>
public sealed record BucketToDeal(DayOf Day, int Bucket);

/// <summary>One bill to deal out.</summary>
public sealed record BillToDeal(DayOf Day, BillFetched Bill);

/// <summary>One account's two bills to deal out: the third side.</summary>
public sealed record AccountToDeal(DayOf Day, BillFetched Trade, BillFetched Funds);

/// <summary>Two books whose shards are to be paired, or what the day before handed on of them.</summary>
public sealed record BooksOfDay(DayOf Day, ComparedBooks Books);

/// <summary>One shard to compare.</summary>
public sealed record ShardToCompare(DayOf Day, int Shard, ComparedBooks Books);

/// <summary>What a comparison is to be made of.</summary>
/// <param name="MayFetchAgain">Whether a storm is a reason to fetch the bills again; then nothing of it is written down.</param>
/// <param name="Account">The third side's; null: the channel has none.</param>
public sealed record ComparedDay(DayOf Day, ShardsToCompare Shards, ShardsToCompare? Account, bool MayFetchAgain);

/// <summary>What was planned.</summary>
/// <param name="IsStorm">Nothing is repaired by itself; the bills are worth another fetch.</param>
public sealed record PlannedDay(int Automatic, int Waiting, bool IsStorm);

/// <summary>How far the repairs have come.</summary>
/// <param name="Done">Repaired, or given to people, by this call.</param>
/// <param name="Left">Still to be repaired without anybody's word.</param>
/// <param name="Waiting">For people.</param>
public sealed record Repaired(int Done, int Left, int Waiting);

/// <summary>Why a run ends without a result.</summary>
public sealed record DayAborted(DayOf Day, string Why);
