using System.Globalization;
using Azure.Data.Tables;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Certificates;

/// <summary>The board's rows.</summary>
/// <remarks>Partition <c>certificates</c>: <c>lock</c>, <c>published</c>, <c>account|…</c>. Partition
/// <c>certificates|audit|yyyyMM</c>: a row a step.</remarks>
internal static class BoardRows
{
    public const string Partition = "certificates";
    public const string LeaseRow = "lock";
    public const string VersionRow = "published";

    private const string AccountPrefix = "account|";

    public static string Filter { get; } = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");

    public static string[] Columns { get; } =
        ["PartitionKey", "RowKey", "Account", "At", "Failures", "RenewedAt", "Problem"];

    public static BoardState State(IEnumerable<TableEntity> rows)
    {
        var (version, statuses) = ((string?)null, new List<AccountStatus>());
        foreach (var row in rows)
        {
            if (row.RowKey == VersionRow) version = row.ETag.ToString();
            else if (row.RowKey.StartsWith(AccountPrefix, StringComparison.Ordinal)) statuses.Add(Status(row));
        }

        return new(version, statuses);
    }

    public static TableEntity Lease(string owner, DateTimeOffset until) =>
        new(Partition, LeaseRow) { ["Owner"] = owner, ["ExpiresAt"] = until };

    public static TableEntity Version(DateTimeOffset at, string owner) =>
        new(Partition, VersionRow) { ["At"] = at, ["Owner"] = owner };

    public static TableEntity Account(AccountStatus status)
    {
        var row = new TableEntity(Partition, AccountPrefix + TableKeys.Escape(status.Account))
        {
            ["Account"] = status.Account,
            ["At"] = status.Last.At,
            ["Failures"] = status.Last.Failures,
        };
        row.SetUnlessNull("RenewedAt", status.RenewedAt);
        row.SetUnlessNull("Problem", status.Problem);
        return row;
    }

    private static AccountStatus Status(TableEntity row) => new(
        row.Text("Account"), new(row.Time("At"), row.Count("Failures")), row.GetDateTimeOffset("RenewedAt"),
        row.GetString("Problem"));

    public static string AuditPartition(AuditEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{Partition}|audit|{entry.At.UtcDateTime:yyyyMM}");

    public static TableEntity Audit(AuditEntry entry, Guid id)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{entry.At.UtcTicks:D19}|{id:N}");
        var row = new TableEntity(AuditPartition(entry), key)
        {
            ["At"] = entry.At,
            ["Account"] = entry.Account,
            ["Step"] = entry.Step.ToString(),
            ["Trigger"] = entry.Trigger.ToString(),
        };
        row.SetUnlessNull("Serial", entry.Serial);
        row.SetUnlessNull("Detail", entry.Detail);
        return row;
    }
}
