using System.Globalization;
using Azure.Data.Tables;
using PayFunctions.Core.Reconciliation.Quality;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>A day's audit chain as rows of its partition, and the row that says where it ends.</summary>
internal static class AuditRows
{
    public const string Prefix = "audit|";

    public const string Head = "audit-head";

    public static TableEntity Write(RunKey key, AuditRow row) => new(
        ReconciliationRows.Partition(key), Prefix + row.Sequence.ToString("D8", CultureInfo.InvariantCulture))
    {
        ["Sequence"] = row.Sequence,
        ["At"] = row.Entry.At,
        ["Actor"] = row.Entry.Actor,
        ["Action"] = row.Entry.Action,
        ["Subject"] = row.Entry.Subject,
        ["Detail"] = row.Entry.Detail,
        ["Before"] = row.Before,
        ["Hash"] = row.Hash,
    };

    public static TableEntity WriteHead(RunKey key, AuditHead head) =>
        new(ReconciliationRows.Partition(key), Head) { ["Count"] = head.Count, ["Hash"] = head.Hash };

    public static AuditRow Read(TableEntity row) => new(
        row.Count("Sequence"),
        new(row.Time("At"), row.Text("Actor"), row.Text("Action"), row.Text("Subject"), row.Text("Detail")),
        row.Text("Before"), row.Text("Hash"));

    public static AuditHead ReadHead(TableEntity row) => new(row.Count("Count"), row.Text("Hash"));
}
