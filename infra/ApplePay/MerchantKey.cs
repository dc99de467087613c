using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.ApplePay;

/// <summary>One of a merchant's payment processing keys: it opens what was sealed for it.</summary>
internal sealed class MerchantKey
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const int RsaBitsMin = 2048;

    private static readonly byte[] FirstRound = [0, 0, 0, 1];

    private readonly InstanceSlots<ECDiffieHellman>? _ec;
    private readonly InstanceSlots<RSA>? _rsa;
    private readonly byte[] _otherInfo;

    /// <param name="merchantIdentifier">Its hash goes into every key that is derived.</param>
    /// <exception cref="CryptographicException">It is neither a P-256 nor an RSA private key of 2048 bits.</exception>
    /// <exception cref="ArgumentException">It is no PEM, or holds no key.</exception>
    public MerchantKey(string merchantIdentifier, string pem)
        : this(merchantIdentifier, Pem.Unescape(pem).AsMemory())
    {
    }

    /// <param name="pem">Read and not kept.</param>
    /// <exception cref="CryptographicException">It is neither a P-256 nor an RSA private key of 2048 bits.</exception>
    /// <exception cref="ArgumentException">It is no PEM, or holds no key.</exception>
    public MerchantKey(string merchantIdentifier, ReadOnlyMemory<char> pem)
    {
        var party = SHA256.HashData(Encoding.UTF8.GetBytes(merchantIdentifier));
        _otherInfo = [0x0D, .. "id-aes256-GCM"u8, .. "Apple"u8, .. party];
        if (TryReadEc(pem) is { } ec)
        {
            using (ec) Hash = SHA256.HashData(ec.ExportSubjectPublicKeyInfo());
            _ec = new(() => TryReadEc(pem)!);
            return;
        }

        using (var rsa = ReadRsa(pem)) Hash = SHA256.HashData(rsa.ExportSubjectPublicKeyInfo());
        _rsa = new(() => ReadRsa(pem));
    }

    /// <summary>How a token names it: SHA-256 of its public half.</summary>
    public byte[] Hash { get; }

    public bool IsEc => _ec is not null;

    /// <returns>The key that the token's data is sealed with; null where it can't be got.</returns>
    public SecretBytes? Unwrap(ReadOnlySpan<byte> key)
    {
        try
        {
            return IsEc ? Derive(key) : Decrypt(key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// NIST SP 800-56A, one round: SHA-256 of the round's number, the shared secret in full width, and who talks.
    /// </summary>
    private SecretBytes? Derive(ReadOnlySpan<byte> publicKey)
    {
        using var theirs = ECDiffieHellman.Create();
        theirs.ImportSubjectPublicKeyInfo(publicKey, out var read);
        if (read != publicKey.Length || theirs.ExportParameters(false).Curve.Oid?.Value != P256) return null;
        using var ours = _ec!.Rent();
        var derived = ours.Instance.DeriveKeyFromHash(
            theirs.PublicKey, HashAlgorithmName.SHA256, FirstRound, _otherInfo);
        return Moved(derived);
    }

    private SecretBytes? Decrypt(ReadOnlySpan<byte> wrapped)
    {
        using var ours = _rsa!.Rent();
        var key = Moved(ours.Instance.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256));
        if (key.Length is 16 or 24 or 32) return key;
        key.Dispose();
        return null;
    }

    private static SecretBytes Moved(byte[] secret)
    {
        var moved = new SecretBytes(secret);
        CryptographicOperations.ZeroMemory(secret);
        return moved;
    }

    private static ECDiffieHellman? TryReadEc(ReadOnlyMemory<char> pem)
    {
        var key = ECDiffieHellman.Create();
        try
        {
            key.ImportFromPem(pem.Span);
            key.ExportParameters(includePrivateParameters: true);
            if (key.ExportParameters(false).Curve.Oid?.Value == P256) return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // Not an EC private key: it may be an RSA one.
        }

        key.Dispose();
        return null;
    }

    private static RSA ReadRsa(ReadOnlyMemory<char> pem)
    {
        var key = Pem.ReadKey(pem.Span);
        if (key.KeySize >= RsaBitsMin && Pem.HasPrivateHalf(key)) return key;
        key.Dispose();
        throw new CryptographicException("Not a private RSA key of at least 2048 bits.");
    }
}
