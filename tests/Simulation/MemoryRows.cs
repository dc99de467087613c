using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PayFunctions.Tests.Simulation;

/// <summary>The rows of all tables, and what the service makes of a request for them.</summary>
internal sealed class MemoryRows
{
    // Never changed in place: what was is kept by keeping it, which each transaction and each fuzzed input does.
    private ImmutableSortedDictionary<(string Table, string Partition, string Row), (JsonObject Columns, string ETag)> _rows =
        ImmutableSortedDictionary.Create<(string Table, string Partition, string Row), (JsonObject Columns, string ETag)>(
            Comparer<(string, string, string)>.Create(Compare));

    private int _versions;

    /// <summary>How many writes have been taken, undone ones included.</summary>
    public int Writes { get; private set; }

    public IEnumerable<(string Table, JsonObject Columns)> All() => _rows.Select(row => (row.Key.Table, row.Value.Columns));

    /// <summary>All rows as they are now.</summary>
    public ImmutableSortedDictionary<(string Table, string Partition, string Row), (JsonObject Columns, string ETag)> Now => _rows;

    public void Restore(
        ImmutableSortedDictionary<(string Table, string Partition, string Row), (JsonObject Columns, string ETag)> before) =>
        _rows = before;

    public MemoryAnswer Answer(string method, string path, string? filter, string? ifMatch, string body)
    {
        var open = path.IndexOf('(', StringComparison.Ordinal);
        if (open < 0) return method == "POST" ? Insert(path, body) : Query(path, filter);
        var table = path[..open];
        if (path.EndsWith("()", StringComparison.Ordinal)) return Query(table, filter);
        var key = Key(table, path[(open + 1)..^1]);
        return method switch
        {
            "GET" => Read(key),
            "PUT" => Change(key, ifMatch, _ => Parse(body)),
            "PATCH" or "MERGE" => Change(key, ifMatch, row => Merged(row, Parse(body))),
            "DELETE" => Delete(key, ifMatch),
            _ => throw new NotSupportedException($"{method} {path}"),
        };
    }

    private MemoryAnswer Insert(string table, string body)
    {
        var row = Parse(body);
        if (table == "Tables") return new(201, "{}");
        var key = (table, (string)row["PartitionKey"]!, (string)row["RowKey"]!);
        if (_rows.ContainsKey(key)) return MemoryAnswer.Refused(409, "EntityAlreadyExists");
        return Stored(key, row);
    }

    private MemoryAnswer Read((string, string, string) key)
    {
        if (!_rows.TryGetValue(key, out var row)) return MemoryAnswer.Refused(404, "ResourceNotFound");
        return new(200, Shown(row.Columns, row.ETag).ToJsonString(), row.ETag);
    }

    private MemoryAnswer Query(string table, string? filter)
    {
        var fits = RowFilter.Parse(filter);
        var found = _rows.Where(row => row.Key.Table == table && fits(row.Key.Partition, row.Key.Row))
            .Select(row => (JsonNode)Shown(row.Value.Columns, row.Value.ETag)).ToArray();
        return new(200, new JsonObject { ["value"] = new JsonArray(found) }.ToJsonString());
    }

    private MemoryAnswer Change((string Table, string Partition, string Row) key, string? ifMatch, Func<JsonObject, JsonObject> change)
    {
        var there = _rows.TryGetValue(key, out var row);
        if (!there && ifMatch is not null) return MemoryAnswer.Refused(404, "ResourceNotFound");
        if (there && ifMatch is not null and not "*" && ifMatch != row.ETag)
            return MemoryAnswer.Refused(412, "UpdateConditionNotSatisfied");
        var columns = change(there ? row.Columns : []);
        (columns["PartitionKey"], columns["RowKey"]) = (key.Partition, key.Row);
        return Stored(key, columns);
    }

    private MemoryAnswer Delete((string, string, string) key, string? ifMatch)
    {
        if (!_rows.TryGetValue(key, out var row)) return MemoryAnswer.Refused(404, "ResourceNotFound");
        if (ifMatch is not null and not "*" && ifMatch != row.ETag)
            return MemoryAnswer.Refused(412, "UpdateConditionNotSatisfied");
        _rows = _rows.Remove(key);
        Writes++;
        return new(204, "");
    }

    private MemoryAnswer Stored((string, string, string) key, JsonObject columns)
    {
        var etag = $"W/\"{++_versions}\"";
        Writes++;
        _rows = _rows.SetItem(key, (columns, etag));
        return new(204, "", etag);
    }

    private static JsonObject Shown(JsonObject columns, string etag)
    {
        var shown = (JsonObject)columns.DeepClone();
        shown["odata.etag"] = etag;
        shown["Timestamp"] = DateTimeOffset.UnixEpoch.ToString("O", CultureInfo.InvariantCulture);
        return shown;
    }

    private static JsonObject Merged(JsonObject row, JsonObject change)
    {
        var merged = (JsonObject)row.DeepClone();
        foreach (var (name, value) in change) merged[name] = value?.DeepClone();
        return merged;
    }

    private static JsonObject Parse(string body) => JsonNode.Parse(body)!.AsObject();

    /// <summary><c>PartitionKey='a',RowKey='b'</c>; a quote within is doubled.</summary>
    private static (string, string, string) Key(string table, string address)
    {
        var border = address.IndexOf("',RowKey='", StringComparison.Ordinal);
        return (table, Unquoted(address["PartitionKey='".Length..border]), Unquoted(address[(border + "',RowKey='".Length)..^1]));
    }

    private static string Unquoted(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    private static int Compare((string Table, string Partition, string Row) a, (string Table, string Partition, string Row) b)
    {
        var table = string.CompareOrdinal(a.Table, b.Table);
        if (table != 0) return table;
        var partition = string.CompareOrdinal(a.Partition, b.Partition);
        return partition != 0 ? partition : string.CompareOrdinal(a.Row, b.Row);
    }
}
