using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PayFunctions.Core;

/// <summary>A value that is personal or secret: whoever writes it, logs it, formats it or makes JSON of it writes
/// <c>***</c>. Only <see cref="Reveal"/> gives it, so every place that uses it can be found.</summary>
/// <remarks>Equality is the value's, without telling by its time where two differ when they are texts of one
/// length.</remarks>
[DebuggerDisplay("***")]
[JsonConverter(typeof(SensitiveConverter))]
public sealed class Sensitive<T>(T value) : IEquatable<Sensitive<T>>, IFormattable
    where T : notnull
{
    public const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly T _value = value;

    /// <summary>The value itself: for the one request or row that it goes into.</summary>
    public T Reveal() => _value;

    public override string ToString() => Mask;

    public string ToString(string? format, IFormatProvider? formatProvider) => Mask;

    public bool Equals(Sensitive<T>? other) => other is not null && (_value, other._value) switch
    {
        (string a, string b) => System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(a.AsSpan()),
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(b.AsSpan())),
        _ => EqualityComparer<T>.Default.Equals(_value, other._value),
    };

    public override bool Equals(object? obj) => Equals(obj as Sensitive<T>);

    public override int GetHashCode() => _value.GetHashCode();

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator Sensitive<T>?(T? value) => value is null ? null : new(value);
}

/// <summary>Writes the mask in place of any sensitive value, and reads none back.</summary>
public sealed class SensitiveConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Sensitive<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(Masking<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Masking<T> : JsonConverter<Sensitive<T>>
        where T : notnull
    {
        public override Sensitive<T> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new JsonException("A sensitive value is never read back from JSON: it was written as a mask.");

        public override void Write(Utf8JsonWriter writer, Sensitive<T> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Sensitive<T>.Mask);
    }
}
