using System.Security.Cryptography.X509Certificates;
using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Certificates;

/// <summary>Certificates that came with the settings and change with them: an adapter adds what it has read.</summary>
public sealed class ConfiguredCertificates : ICertificateSource
{
    private WatchedCertificate[] _watched = [];

    public IReadOnlyCollection<WatchedCertificate> Watched => Volatile.Read(ref _watched);

    /// <param name="account">Whose they are: <c>alipay/2021000000000001</c>.</param>
    public ConfiguredCertificates Add(
        CertificatePurpose purpose, string account, params IEnumerable<X509Certificate2> certificates)
    {
        var more = certificates.Select(certificate => Watch(purpose, account, certificate));
        Volatile.Write(ref _watched, [.. _watched, .. more]);
        return this;
    }

    private static WatchedCertificate Watch(
        CertificatePurpose purpose, string account, X509Certificate2 certificate) =>
        new(purpose, account, certificate.SerialNumber, new(certificate.NotBefore), new(certificate.NotAfter));
}
