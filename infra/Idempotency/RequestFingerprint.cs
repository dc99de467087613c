using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Infra.Idempotency;

/// <summary>
/// What tells one request from another under the same key: a SHA-256 over caller, method, address and canonical body, in hex.
/// </summary>
public static class RequestFingerprint
{
    /// <param name="address">Path and query, without what says who calls.</param>
    /// <param name="body">JSON counts as what it says, however it is laid out; anything else as its bytes.</param>
    public static string Of(string caller, string method, string address, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Each part ends in a byte that UTF-8 never holds, so that no part can lend its end to the next.
        foreach (var part in (string[])[caller, method, address])
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0xFF]);
        }

        var canonical = CanonicalJson.Of(body);
        hash.AppendData([canonical is null ? (byte)0 : (byte)1]);
        hash.AppendData((canonical ?? body).Span);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
