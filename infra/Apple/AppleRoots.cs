using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PayFunctions.Infra.Apple;

/// <summary>The roots that Apple's signatures are held to: Apple Root CA - G3, unless settings name others.</summary>
internal static class AppleRoots
{
    /// <summary>
    /// Apple Root CA - G3 as Apple publishes it: P-384, until 2039-04-30, serial 2DC5FC88D2C54B95. SHA-256
    /// 63343ABFB89A6A03EBB57E9B3F5FA7BE7C4F5C756F3017B3A8C488C3653E9179, which a test holds it to.
    /// </summary>
    private const string RootCaG3 =
        "MIICQzCCAcmgAwIBAgIILcX8iNLFS5UwCgYIKoZIzj0EAwMwZzEbMBkGA1UEAwwSQXBwbGUgUm9vdCBDQSAtIEczMSYwJAYDVQQL" +
        "DB1BcHBsZSBDZXJ0aWZpY2F0aW9uIEF1dGhvcml0eTETMBEGA1UECgwKQXBwbGUgSW5jLjELMAkGA1UEBhMCVVMwHhcNMTQwNDMw" +
        "MTgxOTA2WhcNMzkwNDMwMTgxOTA2WjBnMRswGQYDVQQDDBJBcHBsZSBSb290IENBIC0gRzMxJjAkBgNVBAsMHUFwcGxlIENlcnRp" +
        "ZmljYXRpb24gQXV0aG9yaXR5MRMwEQYDVQQKDApBcHBsZSBJbmMuMQswCQYDVQQGEwJVUzB2MBAGByqGSM49AgEGBSuBBAAiA2IA" +
        "BJjpLz1AcqTtkyJygRMc3RCV8cWjTnHcFBbZDuWmBSp3ZHtfTjjTuxxEtX/1H7YyYl3J6YRbTzBPEVoA/VhYDKX1DyxNB0cTddqX" +
        "l5dvMVztK517IDvYuVTZXpmkOlEKMaNCMEAwHQYDVR0OBBYEFLuw3qFYM4iapIqZ3r6966/ayySrMA8GA1UdEwEB/wQFMAMBAf8w" +
        "DgYDVR0PAQH/BAQDAgEGMAoGCCqGSM49BAMDA2gAMGUCMQCD6cHEFl4aXTQY2e3v9GwOAEZLuN+yRhHFD/3meoyhpmvOwgPUnPWT" +
        "xnS4at+qIxUCMG1mihDK1A3UT82NQz60imOlM27jbdoXt2QfyFMm+YhidDkLF1vLUagM6BgD56KyKA==";

    /// <param name="pem">One or several certificates in PEM, whose line ends may be spelled <c>\\n</c>; null: Apple's
    /// own.</param>
    /// <exception cref="CryptographicException">It holds no readable certificate.</exception>
    public static IReadOnlyList<X509Certificate2> Read(string? pem)
    {
        if (string.IsNullOrWhiteSpace(pem))
            return [X509CertificateLoader.LoadCertificate(Convert.FromBase64String(RootCaG3))];
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(pem.Replace("\\n", "\n", StringComparison.Ordinal));
        return roots.Count > 0 ? [.. roots] : throw new CryptographicException("No certificate in the PEM.");
    }
}
