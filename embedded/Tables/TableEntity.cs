#nullable disable

namespace Azure.Data.Tables;

/// <summary>A row as a dictionary from property name to value.</summary>
/// <remarks>
/// The keys, the timestamp and the ETag live in the dictionary as well, the ETag under "odata.etag".
/// A getter answers null for a property that is absent and throws for one that holds another type.
/// </remarks>
public sealed class TableEntity : ITableEntity
{
    private readonly Dictionary<string, object> _properties;

    public TableEntity() => _properties = new(StringComparer.Ordinal);

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public string PartitionKey
    {
        get => GetString(PropertyNames.PartitionKey);
        set => _properties[PropertyNames.PartitionKey] = value;
    }

    public string RowKey
    {
        get => GetString(PropertyNames.RowKey);
        set => _properties[PropertyNames.RowKey] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => Get<DateTimeOffset>(PropertyNames.Timestamp);
        set => _properties[PropertyNames.Timestamp] = value;
    }

    public ETag ETag
    {
        get => _properties.TryGetValue(PropertyNames.ETag, out var stored) ? new ETag((string)stored) : default;
        set => _properties[PropertyNames.ETag] = value.ToString();
    }

    public object this[string key]
    {
        get => _properties.GetValueOrDefault(key);
        set => _properties[key] = value;
    }

    public string GetString(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        string value => value,
        var other => throw WrongType(key, other, typeof(string)),
    };

    public byte[] GetBinary(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        byte[] value => value,
        BinaryData value => value.ToArray(),
        var other => throw WrongType(key, other, typeof(byte[])),
    };

    public bool? GetBoolean(string key) => Get<bool>(key);

    public int? GetInt32(string key) => Get<int>(key);

    public long? GetInt64(string key) => Get<long>(key);

    public DateTimeOffset? GetDateTimeOffset(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        DateTimeOffset value => value,
        DateTime value => new DateTimeOffset(value),
        var other => throw WrongType(key, other, typeof(DateTimeOffset)),
    };

    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    internal Dictionary<string, object>.Enumerator Properties() => _properties.GetEnumerator();

    private T? Get<T>(string key)
        where T : struct => _properties.GetValueOrDefault(key) switch
        {
            null => null,
            T value => value,
            var other => throw WrongType(key, other, typeof(T)),
        };

    private static InvalidOperationException WrongType(string key, object stored, Type asked) =>
        new($"Cannot return {asked.Name} for the property \"{key}\": it holds a {stored.GetType().Name}.");
}
