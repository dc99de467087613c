using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>A certification authority of the tests' own: a root, what stands between, and what they issue.</summary>
internal sealed class Authority
{
    public const string TestSigner = "041@Z12@00040000:SIGN@00000062";

    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2060, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RSA _middleKey = SpareKeys.Take();
    private readonly HashAlgorithmName _hash;
    private byte _lastSerial = 10;

    /// <param name="hash">What its signatures are made with: the real test gateway's are SHA-1.</param>
    public Authority(string name, HashAlgorithmName hash)
    {
        _hash = hash;
        Root = Issue($"CN={name} CS CA, O={name}, C=CN", RootKey, $"CN={name} CS CA, O={name}, C=CN", RootKey, authority: true);
        Middle = Issue($"CN={name} OCA1, O={name}, C=CN", _middleKey, Root.Subject, RootKey, authority: true);
    }

    public RSA RootKey { get; } = SpareKeys.Take();

    public X509Certificate2 Root { get; }

    public X509Certificate2 Middle { get; }

    public X509Certificate2 Leaf(
        RSA key, string commonName = TestSigner, DateTimeOffset? from = null, DateTimeOffset? to = null,
        X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature) =>
        Issue($"CN={commonName}, OU=Tests, O=Tests, C=CN", key, Middle.Subject, _middleKey, false, from, to, usage);

    /// <summary>Issued by one that was itself issued as a leaf.</summary>
    public X509Certificate2 LeafOf(X509Certificate2 issuer, RSA issuerKey, RSA key) =>
        Issue($"CN={TestSigner}, O=Tests, C=CN", key, issuer.Subject, issuerKey);

    private X509Certificate2 Issue(
        string subject, RSA key, string issuer, RSA issuerKey, bool authority = false, DateTimeOffset? from = null,
        DateTimeOffset? to = null, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature)
    {
        var request = new CertificateRequest(subject, key, _hash, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            authority ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign : usage, true));
        return request.Create(
            new X500DistinguishedName(issuer), new Generator(issuerKey),
            from ?? From, to ?? To, [0x10, 0x02, ++_lastSerial]);
    }

    /// <summary>The framework's own makes no SHA-1 any more.</summary>
    private sealed class Generator(RSA key) : X509SignatureGenerator
    {
        private static readonly byte[] Sha1WithRsa = Convert.FromHexString("300D06092A864886F70D0101050500");

        private readonly X509SignatureGenerator _usual = CreateForRSA(key, RSASignaturePadding.Pkcs1);

        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            hashAlgorithm == HashAlgorithmName.SHA1 ? Sha1WithRsa : _usual.GetSignatureAlgorithmIdentifier(hashAlgorithm);

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            key.SignData(data, hashAlgorithm, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => _usual.PublicKey;
    }
}
