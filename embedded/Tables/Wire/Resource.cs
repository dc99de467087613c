using System.Globalization;
using System.Text;

namespace Azure.Data.Tables.Wire;

/// <summary>Addresses below an account's endpoint.</summary>
internal static class Resource
{
    internal const string Tables = "/Tables";
    internal const string Batch = "/$batch";

    internal static string Row(string table, string partitionKey, string rowKey) =>
        $"/{table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";

    internal static string WithSelect(string path, IEnumerable<string>? select) =>
        select is null ? path : $"{path}?$select={Uri.EscapeDataString(string.Join(',', select))}";

    internal static string Query(
        string table, string? filter, string? select, int? top, string? nextPartition, string? nextRow)
    {
        var path = new StringBuilder($"/{table}()");
        Append(path, "$filter", filter);
        Append(path, "$select", select);
        Append(path, "$top", top?.ToString(CultureInfo.InvariantCulture));
        Append(path, "NextPartitionKey", nextPartition);
        Append(path, "NextRowKey", nextRow);
        return path.ToString();
    }

    private static void Append(StringBuilder path, string name, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        path.Append(path[^1] == ')' ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    // A quote within a key is doubled, and only then is everything percent-encoded.
    private static string Key(string key) =>
        Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
