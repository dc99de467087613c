using System.Security.Cryptography;
using PayFunctions.Infra.Forms;

namespace PayFunctions.Infra.UnionPay;

/// <summary>What a signature of 5.1.0 is over: the fields with a value, sorted and joined, hashed twice.</summary>
/// <remarks>The first hash is taken as its lower-case hex text. Source: UnionPay open platform, "Signature" of
/// 5.1.0.</remarks>
internal static class SignedText
{
    public const string Signature = "signature";

    /// <summary>Hashes <c>a=1&amp;b=2</c> to what RSA signs.</summary>
    /// <param name="hash">Receives 32 bytes.</param>
    public static void Hash(ReadOnlySpan<byte> text, Span<byte> hash)
    {
        Span<byte> hex = stackalloc byte[SHA256.HashSizeInBytes * 2];
        SHA256.HashData(text, hash);
        Convert.TryToHexStringLower(hash, hex, out _);
        SHA256.HashData(hex, hash);
    }

    /// <summary>Writes a received form's text: everything but the signature, the certificate too.</summary>
    /// <param name="into">As long as the form itself.</param>
    public static ReadOnlySpan<byte> Write(in Form form, Span<byte> into)
    {
        var length = 0;
        for (var i = 0; i < form.Count; i++)
        {
            var name = form.NameAt(i);
            var value = form.ValueAt(i);
            if (value.IsEmpty || name.SequenceEqual("signature"u8)) continue;
            if (length > 0) into[length++] = (byte)'&';
            name.CopyTo(into[length..]);
            length += name.Length;
            into[length++] = (byte)'=';
            value.CopyTo(into[length..]);
            length += value.Length;
        }
        return into[..length];
    }

    /// <summary>The text of fields that are sorted already.</summary>
    public static string Of(SortedDictionary<string, string> fields) => string.Join(
        '&', fields.Where(one => one.Value.Length > 0 && one.Key != Signature).Select(one => $"{one.Key}={one.Value}"));
}
