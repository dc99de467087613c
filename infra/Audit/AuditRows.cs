using System.Globalization;
using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Audit;

/// <summary>A chain's rows in the partition of what it is about, and the row that says where it ends.</summary>
internal static class AuditRows
{
    public const string Prefix = "audit|";

    /// <summary>One past every key that begins with the prefix.</summary>
    public const string End = "audit}";

    public const string Head = "audit-head";

    public static readonly string[] Columns =
        ["Sequence", "At", "Actor", "Action", "Subject", "Detail", "Trace", "Before", "Hash"];

    /// <param name="prefix">Of its keys; another than <see cref="Prefix"/> where a partition has several chains.</param>
    public static TableEntity Write(string partition, AuditRow row, string prefix = Prefix) => new(
        partition, prefix + row.Sequence.ToString("D8", CultureInfo.InvariantCulture))
    {
        ["Sequence"] = row.Sequence,
        ["At"] = row.Entry.At,
        ["Actor"] = row.Entry.Actor,
        ["Action"] = row.Entry.Action,
        ["Subject"] = row.Entry.Subject,
        ["Detail"] = row.Entry.Detail,
        ["Trace"] = row.Entry.Trace,
        ["Before"] = row.Before,
        ["Hash"] = row.Hash,
    };

    public static TableEntity WriteHead(string partition, AuditHead head) =>
        new(partition, Head) { ["Count"] = head.Count, ["Hash"] = head.Hash };

    public static AuditRow Read(TableEntity row) => new(
        row.Count("Sequence"),
        new(row.Time("At"), row.Text("Actor"), row.Text("Action"), row.Text("Subject"), row.Text("Detail"))
        {
            Trace = row.GetString("Trace") ?? "", // Older rows have none.
        },
        row.Text("Before"), row.Text("Hash"));

    public static AuditHead ReadHead(TableEntity row) => new(row.Count("Count"), row.Text("Hash"));
}
