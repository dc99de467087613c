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
}
