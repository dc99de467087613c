using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.Alipay;

/// <summary>One of Alipay's certificates that holds: as text to keep, and as key to verify with.</summary>
internal sealed record AlipayCertificate(string Pem, RingKey<SignatureKey> Key)
{
    public ProviderCertificate ToKeep => new(Key.Serial, Key.NotBefore, Key.NotAfter, Pem, Key.SupersededAt);

    /// <summary>Checks a certificate against the name it is asked for by: serial, dates, key, and that it was issued
    /// under the application's roots.</summary>
    /// <param name="serial">Its alipay_cert_sn.</param>
    /// <param name="pem">The certificate first, then what stands between it and the roots.</param>
    /// <returns>Why it does not hold; null where it does.</returns>
    public static string? Check(
        AlipayApp app, string serial, string pem, DateTimeOffset now, out AlipayCertificate? holds)
    {
        holds = null;
        try
        {
            var read = Certificates.Read(pem);
            var own = read.FirstOrDefault(Certificates.IsLeaf);
            if (own is null || CertificateSerials.Of(own) is var named && named != serial)
                return "its own alipay_cert_sn is another";
            if (own.NotAfter < now) return $"it expired at {new DateTimeOffset(own.NotAfter):O}";
            read.AddRange(app.Between);
            if (new IssuerCheck(app.Roots).Refuse(own, now, read) is not null)
                return "it was not issued under RootCertificates";
            holds = new(pem, AlipayApp.KeyOf(own));
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return "it is no certificate with an RSA key of 2048 bits or more";
        }
    }

    /// <summary>One that came with the settings.</summary>
    public static AlipayCertificate Configured(X509Certificate2 certificate) =>
        new(certificate.ExportCertificatePem(), AlipayApp.KeyOf(certificate));
}
