using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Apple;
using PayFunctions.Infra.Configuration;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.ApplePay;

/// <summary>What <c>ApplePay:*</c> may be. Values are never repeated in a message: most are secret.</summary>
internal sealed class ApplePayOptionsRules : IValidateOptions<ApplePayOptions>
{
    private const string PemExample = "-----BEGIN PRIVATE KEY-----\\n…\\n-----END PRIVATE KEY-----";

    public ValidateOptionsResult Validate(string? name, ApplePayOptions options)
    {
        var wrong = new List<string>();
        if (!CanBeRead(() => AppleRoots.Read(options.RootCertificates)))
        {
            wrong.Add(Settings.Wrong(
                "ApplePay:RootCertificates", "holds no readable certificate in PEM",
                "-----BEGIN CERTIFICATE-----\\n…\\n-----END CERTIFICATE-----"));
        }

        if (options.SigningTimeWithin <= TimeSpan.Zero || options.SigningTimeWithin > TimeSpan.FromHours(1))
        {
            wrong.Add(Settings.Wrong(
                "ApplePay:SigningTimeWithin", "must be more than nothing and at most an hour", "00:05:00"));
        }

        foreach (var (id, merchant) in options.Merchants) Check($"ApplePay:Merchants:{id}", id, merchant, wrong);
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void Check(string section, string id, ApplePayMerchantOptions merchant, List<string> wrong)
    {
        if (merchant.PrivateKeys.Count == 0)
            wrong.Add(Settings.Wrong($"{section}:PrivateKeys:0", "is missing", PemExample));
        for (var i = 0; i < merchant.PrivateKeys.Count; i++)
        {
            var pem = merchant.PrivateKeys[i];
            if (IsReference(pem) || CanBeRead(() => new MerchantKey(id, pem))) continue;
            const string What = "is not a private key in PEM, P-256 or RSA of 2048 bits";
            wrong.Add(Settings.Wrong($"{section}:PrivateKeys:{i}", What, PemExample));
        }

        CheckCertificates(section, id, merchant, wrong);
        if (!IsSafe(merchant.AcquirerUrl))
        {
            wrong.Add(Settings.Wrong(
                $"{section}:AcquirerUrl", "is not an https URL (http only on this machine)",
                "https://gateway.example.com/"));
        }

        if (string.IsNullOrWhiteSpace(merchant.AcquirerKey))
            wrong.Add(Settings.Wrong($"{section}:AcquirerKey", "is missing", "as the acquirer gave it"));
        if (merchant.Tenant is { } tenant && !TenantRule.Accepts(tenant))
            wrong.Add(Settings.Wrong($"{section}:Tenant", TenantRule.Broken, "default"));
    }

    /// <summary>A processing certificate of a key that is not there would promise an end of something else.</summary>
    private static void CheckCertificates(
        string section, string id, ApplePayMerchantOptions merchant, List<string> wrong)
    {
        const string Example = "-----BEGIN CERTIFICATE-----\\n…\\n-----END CERTIFICATE-----";
        const string What = "is not a certificate in PEM";
        for (var i = 0; i < merchant.Certificates.Count; i++)
        {
            var pem = merchant.Certificates[i];
            if (!CanBeRead(() => Pem.ReadCertificate(pem)))
                wrong.Add(Settings.Wrong($"{section}:Certificates:{i}", What, Example));
            else if (!IsOfAKey(id, merchant, pem))
                wrong.Add(Settings.Wrong($"{section}:Certificates:{i}", "is not of any of the PrivateKeys", Example));
        }

        if (merchant.IdentityCertificate is { } identity && !CanBeRead(() => Pem.ReadCertificate(identity)))
            wrong.Add(Settings.Wrong($"{section}:IdentityCertificate", What, Example));
    }

    private static bool IsOfAKey(string id, ApplePayMerchantOptions merchant, string pem)
    {
        using var certificate = Pem.ReadCertificate(pem);
        var hash = ApplePayMerchant.HashOf(certificate);
        return merchant.PrivateKeys.Any(IsReference) || merchant.PrivateKeys.Any(key =>
            CanBeRead(() => new MerchantKey(id, key)) && new MerchantKey(id, key).Hash.AsSpan().SequenceEqual(hash));
    }

    /// <summary>What it names is looked at when it is found.</summary>
    private static bool IsReference(string setting) =>
        KeyReference.Of(setting) is { Origin: not KeyOrigin.Setting, IsWellFormed: true };

    private static bool IsSafe(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.IsLoopback && url.Scheme == Uri.UriSchemeHttp));

    private static bool CanBeRead(Func<object> read)
    {
        try
        {
            read();
            return true;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
