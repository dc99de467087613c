using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Infra.Idempotency;

/// <summary>
/// What tells one request from another under the same key: a SHA-256 over method, path and body, in hex.
/// </summary>
public static class RequestFingerprint
{
    public static string Of(string method, string path, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Each part ends in a byte that UTF-8 never holds, so that no part can lend its end to the next.
        hash.AppendData(Encoding.UTF8.GetBytes(method));
        hash.AppendData([0xFF]);
        hash.AppendData(Encoding.UTF8.GetBytes(path));
        hash.AppendData([0xFF]);
        hash.AppendData(body);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
