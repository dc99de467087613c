using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Wire;

/// <summary>Reads entities out of the service's JSON with minimal metadata.</summary>
internal static class EntityReader
{
    internal static TableEntity ReadOne(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        json.Read();
        return ReadEntity(ref json);
    }

    internal static List<T> ReadPage<T>(ReadOnlySpan<byte> body)
        where T : class, ITableEntity
    {
        var rows = new List<T>();
        var json = new Utf8JsonReader(body);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isRows = json.ValueTextEquals("value"u8);
            json.Read();
            if (!isRows) json.Skip();
            else while (json.Read() && json.TokenType == JsonTokenType.StartObject) rows.Add(As<T>(ReadEntity(ref json)));
        }

        return rows;
    }

    internal static T As<T>(TableEntity entity)
        where T : class, ITableEntity => entity as T ?? throw EntityWriter.Unsupported(typeof(T));

    private static TableEntity ReadEntity(ref Utf8JsonReader json)
    {
        var entity = new TableEntity();
        string? annotated = null;
        var type = EdmType.None;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (name.EndsWith(PropertyNames.TypeSuffix, StringComparison.Ordinal))
            {
                annotated = name[..^PropertyNames.TypeSuffix.Length];
                type = EdmTypes.Read(ref json);
            }
            else if (name is PropertyNames.Timestamp) entity.Timestamp = ReadTime(json.GetString()!);
            else if (name is PropertyNames.ETag || !name.StartsWith("odata.", StringComparison.Ordinal))
                entity[name] = ReadValue(ref json, name == annotated ? type : EdmType.None);
        }

        return entity;
    }

    private static object? ReadValue(ref Utf8JsonReader json, EdmType type) => json.TokenType switch
    {
        JsonTokenType.String => ReadText(ref json, type),
        JsonTokenType.Number => ReadNumber(ref json, type),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        var other => throw new FormatException($"A property's value is a {other}."),
    };

    // A double that the service writes without annotation has a point or an exponent, which no Int32 reads.
    private static object ReadNumber(ref Utf8JsonReader json, EdmType type)
    {
        if (type is EdmType.None && json.TryGetInt32(out var number)) return number;
        return json.GetDouble();
    }

    private static object ReadText(ref Utf8JsonReader json, EdmType type) => type switch
    {
        EdmType.None => json.GetString()!,
        EdmType.Int64 => long.Parse(json.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        EdmType.Double => double.Parse(json.GetString()!, CultureInfo.InvariantCulture),
        EdmType.DateTime => ReadTime(json.GetString()!),
        EdmType.Guid => json.GetGuid(),
        EdmType.Binary => json.GetBytesFromBase64(),
    };

    private static DateTimeOffset ReadTime(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
