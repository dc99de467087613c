using System.Buffers;
using System.Buffers.Text;

namespace PayFunctions.Infra.Cryptography;

/// <summary>Reads base64 in its one canonical spelling: a decoder takes spaces and stray last bits that a copy may
/// differ in.</summary>
internal static class CanonicalBase64
{
    /// <param name="bytes">Filled to its end, or the text is not taken.</param>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var length = (bytes.Length + 2) / 3 * 4;
        if (text.Length != length) return false;
        if (!Convert.TryFromBase64Chars(text, bytes, out var written) || written != bytes.Length) return false;
        Span<char> again = stackalloc char[length];
        return Convert.TryToBase64Chars(bytes, again, out _) && text.SequenceEqual(again);
    }

    /// <summary>The same of a text that is still bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        var length = (bytes.Length + 2) / 3 * 4;
        if (text.Length != length) return false;
        if (Base64.DecodeFromUtf8(text, bytes, out _, out var written) != OperationStatus.Done) return false;
        if (written != bytes.Length) return false;
        Span<byte> again = stackalloc byte[length];
        return Base64.EncodeToUtf8(bytes, again, out _, out _) == OperationStatus.Done && text.SequenceEqual(again);
    }
}
