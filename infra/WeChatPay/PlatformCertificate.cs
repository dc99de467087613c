using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>One platform certificate that holds: as text to keep, and as key to verify with.</summary>
internal sealed record PlatformCertificate(string Pem, RingKey<SignatureKey> Key)
{
    public ProviderCertificate ToKeep => new(Key.Serial, Key.NotBefore, Key.NotAfter, Pem, Key.SupersededAt);

    /// <summary>Checks the certificate against what was said of it: serial, dates, issuer, key.</summary>
    /// <returns>Why it does not hold; null where it does.</returns>
    public static string? Check(
        ProviderCertificate said, IssuerCheck issuer, DateTimeOffset now, out PlatformCertificate? holds)
    {
        holds = null;
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(said.Pem);
            var (notBefore, notAfter) =
                (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
            if (!Serials.Same(certificate.SerialNumber, said.Serial))
                return $"its own serial is {certificate.SerialNumber}";
            if (said.NotBefore != notBefore || said.NotAfter != notAfter)
                return "its dates are not those it is listed with";
            if (notAfter < now) return $"it expired at {notAfter:O}";
            if (issuer.Refuse(certificate, now) is { } why) return why;
            using var rsa = certificate.GetRSAPublicKey();
            if (rsa is null) return "its key is not RSA";
            holds = new(
                said.Pem, new(said.Serial, KeyKind.PlatformCertificate, notBefore, notAfter, new SignatureKey(rsa)));
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return "it is no certificate with an RSA key of 2048 bits or more";
        }
    }
}
