using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Infra.Orders;

/// <summary>
/// What a provider signed, told by 32 bytes: the time and the nonce of its headers, and the body. Whatever else came with
/// it (its signature, a serial, an address) is its envelope, and may differ.
/// </summary>
/// <remarks>Providers that sign the body alone have their time and nonce in it.</remarks>
internal static class EnvelopeDigest
{
    private const string Timestamp = "Wechatpay-Timestamp";

    private const string Nonce = "Wechatpay-Nonce";

    /// <param name="headers">One <c>Name: value</c> a line; null: none were signed.</param>
    /// <returns>In lower-case hex; null where there is no message.</returns>
    public static string? Of(string? headers, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty) return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, ValueOf(headers, Timestamp));
        Append(hash, ValueOf(headers, Nonce));
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>With its length before it, so that neither lends its end to the next.</summary>
    private static void Append(IncrementalHash hash, ReadOnlySpan<char> text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ToArray());
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static ReadOnlySpan<char> ValueOf(ReadOnlySpan<char> headers, ReadOnlySpan<char> name)
    {
        foreach (var line in headers.EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon > 0 && line[..colon].Equals(name, StringComparison.OrdinalIgnoreCase)) return line[(colon + 1)..].Trim();
        }

        return default;
    }
}
