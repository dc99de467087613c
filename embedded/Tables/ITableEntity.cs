#nullable disable

namespace Azure.Data.Tables;

/// <summary>A row of a table: its two keys, its version, and when it was last written.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    DateTimeOffset? Timestamp { get; set; }

    ETag ETag { get; set; }
}
