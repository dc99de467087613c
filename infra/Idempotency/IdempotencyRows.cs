using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Idempotency;

/// <summary>A key's claim or answer as its row.</summary>
internal static class IdempotencyRows
{
    private const int Buckets = 16;

    public static string Partition(string tenant, string scope, string key) => string.Create(
        CultureInfo.InvariantCulture,
        $"{TableKeys.EscapePart(tenant)}|{TableKeys.EscapePart(scope)}|{StableHash.Place(key, Buckets):D2}");

    public static string Row(string key) => TableKeys.EscapeForeign(key);

    public static TableEntity Pending(
        string partition, string row, string owner, string fingerprint, DateTimeOffset expiresAt) => new(partition, row)
        {
            ["Owner"] = owner,
            ["Fingerprint"] = fingerprint,
            ["ExpiresAt"] = expiresAt,
        };

    /// <param name="blob">Where the body lies; null: in the row.</param>
    public static TableEntity Completed(IdempotencyTicket ticket, StoredAnswer answer, DateTimeOffset at, string? blob)
    {
        var row = new TableEntity(ticket.Partition, ticket.Row)
        {
            ["Owner"] = ticket.Owner,
            ["Fingerprint"] = ticket.Fingerprint,
            ["CompletedAt"] = at,
            ["Status"] = answer.Status,
            ["Headers"] = Lines(answer.Headers),
        };
        if (blob is null) row["Body"] = answer.Body.ToArray();
        else row["BodyBlob"] = blob;
        return row;
    }

    /// <summary>Whether it is of no use any more: answered, or claimed and left alone, before that time.</summary>
    public static bool IsPast(TableEntity row, DateTimeOffset keptSince) =>
        (IsCompleted(row) ? row.Time("CompletedAt") : row.Time("ExpiresAt")) < keptSince;

    /// <summary>The same as the service asks it.</summary>
    public static string Past(DateTimeOffset keptSince) =>
        TableClient.CreateQueryFilter($"CompletedAt lt {keptSince} or ExpiresAt lt {keptSince}");

    public static bool IsCompleted(TableEntity row) => row.ContainsKey("CompletedAt");

    /// <summary>The blob that the answer's body lies in; null: the row holds it.</summary>
    public static string? BodyBlob(TableEntity row) => row.GetString("BodyBlob");

    /// <param name="body">From the blob; null: the row holds it.</param>
    public static StoredAnswer Answer(TableEntity row, byte[]? body = null) =>
        new(row.Count("Status"), [.. Headers(row.Text("Headers"))], body ?? row.GetBinary("Body") ?? []);

    private static string Lines(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var lines = new StringBuilder();
        foreach (var (name, value) in headers)
        {
            var breaks = value.AsSpan().ContainsAny('\r', '\n');
            if (breaks) throw new ArgumentException($"The header '{name}' breaks lines.");
            lines.Append(name).Append(": ").Append(value).Append('\n');
        }

        return lines.ToString();
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            yield return new(line[..colon], line[(colon + 2)..]);
        }
    }
}
