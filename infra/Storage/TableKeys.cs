using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Infra.Storage;

/// <summary>Writes ids as table keys, so that two ids never share one.</summary>
/// <remarks>
/// Table Storage refuses <c>/ \ # ?</c> and control characters; addresses and filters give others a second meaning.
/// All but letters, digits and <c>_ - | * . : = , @</c> become <c>~</c> and the four hex digits of the UTF-16 unit,
/// <c>~</c> itself included.
/// </remarks>
public static class TableKeys
{
    /// <summary>A key has at most 1 KiB; ids longer than this are cut and told apart by a digest.</summary>
    public const int LongestId = 120;

    private const string Plain = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-*.:=,@";

    private static readonly SearchValues<char> Part = SearchValues.Create(Plain);

    private static readonly SearchValues<char> Whole = SearchValues.Create(Plain + "|");

    /// <summary>An id that ends a key, or one whose end is told by a fixed length: pipes stay.</summary>
    public static string Escape(string id) => Escape(id, Whole);

    /// <summary>An id that a pipe and another part follow: its own pipes are escaped too.</summary>
    public static string EscapePart(string id) => Escape(id, Part);

    /// <summary>As <see cref="Escape(string)"/>, for an id that is not ours and may be long.</summary>
    public static string EscapeForeign(string id) => id.Length <= LongestId
        ? Escape(id)
        : $"{Escape(id[..16])}~~{Convert.ToHexString(SHA256.HashData(Encoding.Unicode.GetBytes(id)))}";

    /// <summary>The id that <see cref="Escape(string)"/> or <see cref="EscapePart"/> wrote.</summary>
    /// <exception cref="FormatException">Neither wrote it.</exception>
    public static string Unescape(string key)
    {
        if (!key.Contains('~', StringComparison.Ordinal)) return key;
        const int digits = 4;
        var id = new StringBuilder(key.Length);
        for (var at = 0; at < key.Length; at++)
        {
            if (key[at] != '~') id.Append(key[at]);
            else if (at + digits < key.Length && ushort.TryParse(
                key.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                id.Append((char)unit);
                at += digits;
            }
            else throw new FormatException($"'{key}' is no escaped id.");
        }

        return id.ToString();
    }

    private static string Escape(string id, SearchValues<char> allowed)
    {
        if (!id.AsSpan().ContainsAnyExcept(allowed)) return id;
        var key = new StringBuilder(id.Length + 16);
        foreach (var unit in id)
        {
            if (allowed.Contains(unit)) key.Append(unit);
            else key.Append(CultureInfo.InvariantCulture, $"~{(int)unit:X4}");
        }

        return key.ToString();
    }
}
