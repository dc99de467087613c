using System.Runtime.CompilerServices;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Our side of a day, as the index tells it: bucket by bucket, each by itself and as often as need be.</summary>
internal sealed class LedgerDay(TableAccounts accounts)
{
    public const int Buckets = LedgerDayRows.Buckets;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>All movements of one bucket that lie in the window, whichever calendar days that touches.</summary>
    public async IAsyncEnumerable<MovementRow> ReadAsync(
        string tenant, string channel, DayWindow window, int bucket, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var first = DateOnly.FromDateTime(window.Start.ToOffset(China).DateTime);
        var last = DateOnly.FromDateTime(window.Start.AddDays(1).AddTicks(-1).ToOffset(China).DateTime);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            await foreach (var row in ReadAsync(tenant, channel, day, bucket, cancellation))
            {
                if (row.At >= window.Start && row.At < window.Start.AddDays(1)) yield return row;
            }
        }
    }

    /// <summary>The movements that an order's postings are, as the index would tell them.</summary>
    public static IReadOnlyList<MovementRow> Of(OrderStory story) => [.. LedgerDayMovements.Of(LedgerDayRows.Of(story))];

    private async IAsyncEnumerable<MovementRow> ReadAsync(
        string tenant, string channel, DateOnly day, int bucket, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = accounts.Holding(TableNames.LedgerDays, LedgerDayRows.Partition(day, bucket));
        var rows = await table.ReadAllAsync(
            LedgerDayRows.Filter(day, bucket, tenant, channel), LedgerDayMovements.Columns, cancellation);
        foreach (var movement in LedgerDayMovements.Of(rows)) yield return movement;
    }
}
