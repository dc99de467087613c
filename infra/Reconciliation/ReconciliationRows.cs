using System.Globalization;
using Azure.Data.Tables;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>The rows of a day's partition: its runs, and its differences.</summary>
/// <remarks>
/// The whole is one column of JSON, read by nobody but this app; what a person filters by in the table has columns of its own.
/// </remarks>
internal static class ReconciliationRows
{
    public const string RunPrefix = "run|";

    public const string DifferencePrefix = "difference|";

    private const string Body = "Body";

    public static string Partition(RunKey key) => $"{TableKeys.EscapePart(key.Tenant)}|{key.Channel}|{key.DayText}";

    public static string Run(int number) => RunPrefix + number.ToString("D6", CultureInfo.InvariantCulture);

    public static string Difference(string id) => DifferencePrefix + TableKeys.EscapeForeign(id);

    public static TableEntity Write(ReconciliationRun run)
    {
        var row = new TableEntity(Partition(run.Key), Run(run.Number))
        {
            ["State"] = run.State.ToString(),
            ["StartedAt"] = run.StartedAt,
            ["Repaired"] = run.Repaired,
        };
        row.SetUnlessNull("EndedAt", run.EndedAt);
        row.SetUnlessNull("Why", run.Why);
        row.WriteBytes(Body, DayJson.Write(run));
        return row;
    }

    public static TableEntity Write(RunKey key, DifferenceEntry entry)
    {
        var row = new TableEntity(Partition(key), Difference(entry.Id))
        {
            ["State"] = entry.State.ToString(),
            ["Kind"] = entry.Difference.Kind.ToString(),
            ["Cause"] = entry.Cause.Kind.ToString(),
            ["OrderId"] = entry.Difference.OrderId,
            ["Amount"] = entry.Amount,
            ["Action"] = entry.Action.ToString(),
            ["Need"] = entry.Need.ToString(),
            ["FoundAt"] = entry.FoundAt,
            ["LastRun"] = entry.LastRun,
        };
        row.SetUnlessNull("EndedAt", entry.EndedAt);
        row.SetUnlessNull("Outcome", entry.Outcome);
        row.WriteBytes(Body, DayJson.Write(entry));
        return row;
    }

    public static StoredRun ReadRun(TableEntity row) => new(DayJson.Read<ReconciliationRun>(row.ReadBytes(Body)), row.ETag);

    public static StoredDifference ReadDifference(TableEntity row) =>
        new(DayJson.Read<DifferenceEntry>(row.ReadBytes(Body)), row.ETag);
}
