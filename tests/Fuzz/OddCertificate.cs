using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Tests.Infra.Alipay;

namespace PayFunctions.Tests.Fuzz;

/// <summary>Certificates that are well formed and that nobody expects.</summary>
internal static class OddCertificate
{
    /// <summary>One part of its issuer's name holds two values: legal, and rare.</summary>
    public static X509Certificate2 TwoNamesInOne { get; } = Make("CN=Alipay + OU=Tests, O=PayFunctions");

    private static X509Certificate2 Make(string name) =>
        new CertificateRequest(new X500DistinguishedName(name), AlipaySide.AlipayKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(AlipaySide.Now.AddYears(-1), AlipaySide.Now.AddYears(20));
}
