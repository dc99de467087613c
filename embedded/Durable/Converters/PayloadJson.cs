using System.Text.Json;

namespace Microsoft.DurableTask.Converters;

/// <summary>
/// How payloads become JSON: the serializer's defaults with fields included, null as no payload at all.
/// </summary>
/// <remarks>durabletask-dotnet src/Abstractions/Converters/JsonDataConverter.cs. By runtime type, so a union's
/// <c>$type</c> is lost when the union itself is the payload: flat records only.</remarks>
internal sealed class PayloadJson
{
    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true };

    public static PayloadJson Default { get; } = new();

    public string? Serialize(object? value) =>
        value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    public T? Deserialize<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Options);

    public object? Deserialize(string? json, Type type) =>
        json is null ? null : JsonSerializer.Deserialize(json, type, Options);
}
