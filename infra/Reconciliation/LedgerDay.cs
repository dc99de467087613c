using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;
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
    public static IReadOnlyList<MovementRow> Of(OrderStory story)
    {
        var merging = new Merging();
        var rows = LedgerDayRows.Of(story).Select(merging.Take).OfType<MovementRow>().ToList();
        if (merging.Last() is { } last) rows.Add(last);
        return rows;
    }

    private async IAsyncEnumerable<MovementRow> ReadAsync(
        string tenant, string channel, DateOnly day, int bucket, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = accounts.Holding(TableNames.LedgerDays, LedgerDayRows.Partition(day, bucket));
        var merging = new Merging();
        foreach (var row in await table.ReadAllAsync(
            LedgerDayRows.Filter(day, bucket, tenant, channel), Merging.Columns, cancellation))
        {
            if (merging.Take(row) is { } whole) yield return whole;
        }

        if (merging.Last() is { } last) yield return last;
    }

    /// <summary>
    /// Rows of one order follow one another: what adjusts its payment is added to it, and what no trade bill tells is left out.
    /// </summary>
    private sealed class Merging
    {
        public static readonly string[] Columns =
        [
            "PartitionKey", "RowKey", "OrderId", "Kind", "At", "Channel", "MerchantId", "OutTradeNo", "Amount", "Currency",
            "TransactionId", "RefundId", "ProviderRefundId",
        ];

        private MovementRow? _payment;

        /// <returns>A movement that is whole now; null: none yet.</returns>
        public MovementRow? Take(TableEntity row)
        {
            if (row.GetString("Channel") is not { } channel) return null;
            var kind = row.Text("Kind");
            if (kind == OrderPostings.AdjustmentKind)
            {
                var isOfIt = _payment?.OrderId == row.Text("OutTradeNo");
                if (isOfIt) _payment = _payment! with { Amount = _payment.Amount + row.Number("Amount") };
                return null;
            }

            var movement = Read(row, channel, kind);
            if (movement.Kind != MovementKind.Payment)
            {
                // A refund of the payment that is still open for adjustments: both are told, the payment later.
                return movement;
            }

            var whole = _payment;
            _payment = movement;
            return whole;
        }

        public MovementRow? Last()
        {
            var whole = _payment;
            _payment = null;
            return whole;
        }

        private static MovementRow Read(TableEntity row, string channel, string kind)
        {
            var (movement, at) = (KindOf(kind), row.Time("At"));
            var transaction = row.GetString("TransactionId") ?? "";
            // Alipay's bill has the payment's number on its refunds; the others have the refund's own.
            var refund = channel == "alipay" ? transaction : row.GetString("ProviderRefundId") ?? "";
            var isRefund = movement == MovementKind.Refund;
            return new(
                movement, MovementStatus.Succeeded, row.Text("OutTradeNo"), isRefund ? row.GetString("RefundId") ?? "" : "",
                isRefund ? refund : transaction, row.Number("Amount"), row.Currency("Currency"), null, at, row.Text("MerchantId"));
        }

        private static MovementKind KindOf(string kind) => kind switch
        {
            "payment" or "late-payment" or "second-payment" or "quarantined-payment" => MovementKind.Payment,
            "refund" or "suspense-refund" => MovementKind.Refund,
            "reversal" => MovementKind.Reversal,
            _ => MovementKind.Other,
        };
    }
}
