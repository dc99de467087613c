using System.Text;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Evidence;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Finds lines again in the bills of a day, which are kept as they came.</summary>
public sealed class BillArchive(BillBlobs blobs)
{
    private const int HashChars = 64;

    /// <summary>
    /// Looks where the row says that it stands, in each bill of the day: the line is the one that has the row's own number in it.
    /// </summary>
    /// <returns>Null: none of the bills that are kept has it.</returns>
    public async Task<BillExtract?> FindLineAsync(
        RunKey day, BillKind kind, BillFormat format, MovementRow row, CancellationToken cancellation)
    {
        var number = Encoding.UTF8.GetBytes(row.ProviderId.Length > 0 ? row.ProviderId : row.OrderId);
        await foreach (var name in blobs.ListAsync(DayNames.RawOf(day), cancellation))
        {
            if (!name.Contains($"-{kind}-", StringComparison.OrdinalIgnoreCase)) continue;
            await using var bill = await blobs.OpenAsync(name, cancellation);
            if (bill is null) continue;
            var (raw, _) = BillLine.Read(name, bill, format, row.Offset);
            if (raw is not null && raw.AsSpan().IndexOf(number) >= 0) return new(name, name[^HashChars..], row.Line, row.Offset, raw);
        }

        return null;
    }
}
