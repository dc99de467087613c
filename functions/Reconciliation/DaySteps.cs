using Microsoft.Azure.Functions.Worker;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>Fetches one bill, holds it against itself and archives it. Safe to repeat.</summary>
public sealed class FetchBill(BillFetching bills)
{
    [Function(nameof(FetchBill))]
    public Task<BillFetched> RunAsync([ActivityTrigger] BillToFetch asked, CancellationToken cancellation) =>
        bills.FetchAsync(asked.Day.Key, asked.Account, asked.Kind, cancellation);
}

/// <summary>Deals one bucket of ours out to shards. Safe to repeat.</summary>
public sealed class DealBucket(DayDealing dealing)
{
    [Function(nameof(DealBucket))]
    public Task<long> RunAsync([ActivityTrigger] BucketToDeal asked, CancellationToken cancellation) =>
        dealing.DealBucketAsync(asked.Day.Key, asked.Day.Number, asked.Bucket, asked.Day.Shards, cancellation);
}

/// <summary>Deals one bill out to shards. Safe to repeat.</summary>
public sealed class DealBill(DayDealing dealing)
{
    [Function(nameof(DealBill))]
    public Task<long> RunAsync([ActivityTrigger] BillToDeal asked, CancellationToken cancellation) =>
        dealing.DealBillAsync(asked.Day.Key, asked.Day.Number, asked.Bill, asked.Day.Shards, cancellation);
}

/// <summary>Deals out the third side: what an account's bill of trades did to it, and its own bill. Safe to repeat.</summary>
public sealed class DealAccount(DayDealing dealing)
{
    [Function(nameof(DealAccount))]
    public Task RunAsync([ActivityTrigger] AccountToDeal asked, CancellationToken cancellation) =>
        dealing.DealAccountAsync(asked.Day.Key, asked.Day.Number, asked.Trade, asked.Funds, asked.Day.Shards, cancellation);
}

/// <summary>Deals out what the day before handed on. Safe to repeat.</summary>
public sealed class DealCarried(DayDealing dealing)
{
    [Function(nameof(DealCarried))]
    public Task RunAsync([ActivityTrigger] BooksOfDay asked, CancellationToken cancellation) =>
        dealing.DealCarriedAsync(asked.Day.Key, asked.Day.Number, asked.Books, asked.Day.Shards, cancellation);
}

/// <summary>Finds the shards whose fingerprints part. Safe to repeat.</summary>
public sealed class PairShards(DayComparison comparison)
{
    [Function(nameof(PairShards))]
    public Task<ShardsToCompare> RunAsync([ActivityTrigger] BooksOfDay asked, CancellationToken cancellation) =>
        comparison.PairAsync(
            asked.Day.Key, asked.Day.Number, asked.Books, asked.Day.AccountsOf(asked.Books), asked.Day.Shards, cancellation);
}

/// <summary>Compares one shard row by row. Safe to repeat.</summary>
public sealed class CompareShard(DayComparison comparison)
{
    [Function(nameof(CompareShard))]
    public Task RunAsync([ActivityTrigger] ShardToCompare asked, CancellationToken cancellation) =>
        comparison.CompareAsync(
            asked.Day.Key, asked.Day.Number, asked.Books, asked.Day.AccountsOf(asked.Books), asked.Shard, cancellation);
}
