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

    /// <summary>All movements of one bucket that lie in the window, whichever calendar days that touches; none of them is kept.</summary>
    public async Task EachAsync(
        string tenant, string channel, DayWindow window, int bucket, Action<MovementRow> take, CancellationToken cancellation)
    {
        var end = window.Start.AddDays(1);
        var last = DateOnly.FromDateTime(end.AddTicks(-1).ToOffset(China).DateTime);
        for (var day = DateOnly.FromDateTime(window.Start.ToOffset(China).DateTime); day <= last; day = day.AddDays(1))
        {
            var movements = new LedgerDayMovements(Take);
            var table = accounts.Holding(TableNames.LedgerDays, LedgerDayRows.Partition(day, bucket));
            await table.EachAsync(
                LedgerDayRows.Filter(day, bucket, tenant, channel), LedgerDayMovements.Columns, movements.Take, cancellation);
            movements.End();
        }

        void Take(MovementRow row)
        {
            if (row.At >= window.Start && row.At < end) take(row);
        }
    }

    /// <summary>The movements that an order's postings are, as the index would tell them.</summary>
    public static IReadOnlyList<MovementRow> Of(OrderStory story) => LedgerDayMovements.Of(LedgerDayRows.Of(story));
}
