using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>
/// A merchant at the simulated provider: what its platform would show, and the private key that only the merchant has.
/// </summary>
public sealed class MerchantAccount : IDisposable
{
    private readonly ConcurrentStack<(RSA Key, X509Certificate2 Certificate)> _certificates = new();

    private MerchantAccount(string merchantId, string appId, PlatformKey? publicKey)
    {
        MerchantId = merchantId;
        AppId = appId;
        PublicKey = publicKey;
        ApiV3Key = RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", 32);
        ReplaceCertificate();
    }

    public string MerchantId { get; }

    public string AppId { get; }

    /// <summary>32 ASCII characters; their bytes are the AES-256 key.</summary>
    public string ApiV3Key { get; }

    /// <summary>The serial of the merchant API certificate: upper-case hex.</summary>
    public string SerialNumber => Newest.Certificate.SerialNumber;

    /// <summary>The API certificate with its private key, as it would go into a vault.</summary>
    public X509Certificate2 Certificate => Newest.Certificate;

    /// <summary>The serial that the last request taken from this merchant was signed under.</summary>
    public string? LastSerial { get; internal set; }

    /// <summary>PKCS#8 PEM of the merchant's private key: the app signs its requests with it.</summary>
    public string PrivateKeyPem => Newest.Key.ExportPkcs8PrivateKeyPem();

    /// <summary>The key that signs to this merchant in public-key mode; null in platform-certificate mode.</summary>
    public PlatformKey? PublicKey { get; }

    /// <summary>An account whose answers and notifications are signed by platform certificates.</summary>
    public static MerchantAccount WithPlatformCertificates(string merchantId, string appId) =>
        new(merchantId, appId, null);

    /// <summary>
    /// An account as new merchants have it: one public key with an id, and no certificates to download.
    /// </summary>
    public static MerchantAccount WithPublicKey(string merchantId, string appId) =>
        new(merchantId, appId, PlatformKey.NewPublicKey());

    /// <summary>Whether the merchant's key made this signature (RSASSA-PKCS1-v1_5, SHA-256).</summary>
    public bool Signed(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Signed(message.ToArray(), signature.ToArray());

    /// <summary>Whether one of the merchant's API certificates has that serial; those replaced stay good.</summary>
    public bool Has(string serial) => _certificates.Any(one => one.Certificate.SerialNumber == serial);

    /// <summary>The merchant gets a new API certificate; the one before stays good.</summary>
    public void ReplaceCertificate()
    {
        var key = SpareKeys.Take();
        var request = new CertificateRequest(
            $"CN={MerchantId}, O=Sandbox merchant", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = DateTimeOffset.UtcNow;
        _certificates.Push((key, request.CreateSelfSigned(now.AddDays(-1), now.AddYears(5))));
    }

    private (RSA Key, X509Certificate2 Certificate) Newest =>
        _certificates.TryPeek(out var newest) ? newest : throw new InvalidOperationException("No certificate.");

    private bool Signed(byte[] message, byte[] signature) => _certificates.Any(
        one => one.Key.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public void Dispose()
    {
        foreach (var (key, certificate) in _certificates)
        {
            SpareKeys.Leave(key);
            certificate.Dispose();
        }

        PublicKey?.Dispose();
    }
}
