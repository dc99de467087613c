using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Apple;

/// <summary>A payer's device: it makes payment tokens for a merchant, signed under the sandbox's own root.</summary>
public sealed class ApplePayDevice
{
    public const string Cryptogram = "Af9x/QwAA/DjmU65oyc1MAABAAA=";

    /// <summary>The account number of the sandbox's card: no real card begins like that.</summary>
    public const string AccountNumber = "9999990000001234";

    private readonly SigningChain _ec;
    private readonly Lazy<SigningChain> _rsa;

    public ApplePayDevice(AppleAuthority authority)
    {
        _ec = authority.Issue(Plan);
        _rsa = new(() => authority.Issue(Plan with { LeafIsRsa = true }));
    }

    /// <summary>A chain as Apple makes for payments.</summary>
    public static ChainPlan Plan { get; } = new()
    {
        LeafMark = AppleAuthority.PaymentLeafMark,
        IntermediateMark = AppleAuthority.PaymentIntermediateMark,
    };

    /// <summary>The token's <c>paymentData</c>.</summary>
    /// <param name="amount">In minor units.</param>
    /// <param name="currency">ISO 4217's number: <c>156</c>.</param>
    public JsonObject Pay(PayTo to, long amount, string currency, DateTimeOffset now, TokenPlan? plan = null)
    {
        plan ??= new();
        var isEc = to.Key is ECDiffieHellman;
        var content = Encoding.UTF8.GetBytes(plan.Content ?? Content(amount, currency));
        var (key, header, sealingKey) = isEc ? Agree(to) : Wrap(to);
        var data = LongNonceGcm.Seal(sealingKey, content);
        var id = plan.TransactionId ?? RandomNumberGenerator.GetBytes(32);
        var signed = new byte[][] { key, data, id }.SelectMany(part => part).ToArray();
        var chain = plan.Chain ?? (isEc ? _ec : _rsa.Value);
        return new JsonObject
        {
            ["version"] = isEc ? "EC_v1" : "RSA_v1",
            ["data"] = Convert.ToBase64String(data),
            ["signature"] = Convert.ToBase64String(Sign(chain, signed, plan.SignedAt ?? now, plan)),
            ["header"] = new JsonObject
            {
                [header] = Convert.ToBase64String(key),
                ["publicKeyHash"] = Convert.ToBase64String(SHA256.HashData(to.Key.ExportSubjectPublicKeyInfo())),
                ["transactionId"] = Convert.ToHexString(id).ToLowerInvariant(),
            },
        };
    }

    private static string Content(long amount, string currency) => JsonSerializer.Serialize(new
    {
        applicationPrimaryAccountNumber = AccountNumber,
        applicationExpirationDate = "301231",
        currencyCode = currency,
        transactionAmount = amount,
        deviceManufacturerIdentifier = "040010030273",
        paymentDataType = "3DSecure",
        paymentData = new { onlinePaymentCryptogram = Cryptogram, eciIndicator = "7" },
    });

    private static (byte[] Key, string Header, byte[] SealingKey) Agree(PayTo to)
    {
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var theirs = ECDiffieHellman.Create();
        theirs.ImportSubjectPublicKeyInfo(to.Key.ExportSubjectPublicKeyInfo(), out _);
        var secret = ephemeral.DeriveRawSecretAgreement(theirs.PublicKey);
        byte[] info =
        [
            0, 0, 0, 1, .. secret, 0x0D, .. "id-aes256-GCM"u8, .. "Apple"u8,
            .. SHA256.HashData(Encoding.UTF8.GetBytes(to.MerchantIdentifier)),
        ];
        return (ephemeral.ExportSubjectPublicKeyInfo(), "ephemeralPublicKey", SHA256.HashData(info));
    }

    private static (byte[] Key, string Header, byte[] SealingKey) Wrap(PayTo to)
    {
        var sealingKey = RandomNumberGenerator.GetBytes(16);
        return (((RSA)to.Key).Encrypt(sealingKey, RSAEncryptionPadding.OaepSHA256), "wrappedKey", sealingKey);
    }

    private static byte[] Sign(SigningChain chain, byte[] signed, DateTimeOffset at, TokenPlan plan)
    {
        using var leaf = chain.Key is RSA rsa
            ? chain.Leaf.CopyWithPrivateKey(rsa)
            : chain.Leaf.CopyWithPrivateKey((ECDsa)chain.Key);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, leaf)
        {
            DigestAlgorithm = new Oid(plan.DigestAlgorithm),
            IncludeOption = X509IncludeOption.None,
        };
        signer.Certificates.Add(chain.Leaf);
        signer.Certificates.Add(chain.Intermediate);
        if (plan.HasSigningTime) signer.SignedAttributes.Add(new Pkcs9SigningTime(at.UtcDateTime));
        var cms = new SignedCms(new ContentInfo(signed), detached: !plan.Embedded);
        cms.ComputeSignature(signer);
        return cms.Encode();
    }
}

/// <summary>Whom a token is made for.</summary>
/// <param name="Key">The merchant's payment processing key: an <see cref="ECDiffieHellman"/> or an RSA.</param>
public sealed record PayTo(string MerchantIdentifier, AsymmetricAlgorithm Key);

/// <summary>What is unusual about a token; the default is none.</summary>
public sealed record TokenPlan
{
    public DateTimeOffset? SignedAt { get; init; }

    public bool HasSigningTime { get; init; } = true;

    /// <summary>The signed bytes stand in the signature too.</summary>
    public bool Embedded { get; init; }

    public string DigestAlgorithm { get; init; } = "2.16.840.1.101.3.4.2.1";

    public SigningChain? Chain { get; init; }

    public byte[]? TransactionId { get; init; }

    /// <summary>What is sealed instead of a payment.</summary>
    public string? Content { get; init; }
}
