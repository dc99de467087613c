using System.Security.Cryptography.X509Certificates;
using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Certificates;

/// <summary>Certificates that came with the settings and change with them: an adapter adds what it has read.</summary>
public sealed class ConfiguredCertificates : ICertificateSource
{
    private WatchedCertificate[] _watched = [];

    public IReadOnlyCollection<WatchedCertificate> Watched => Volatile.Read(ref _watched);

    /// <summary>What all tenants share, as a provider's roots.</summary>
    public ConfiguredCertificates Add(
        CertificatePurpose purpose, string account, params IEnumerable<X509Certificate2> certificates) =>
        Add(purpose, account, tenant: null, certificates);

    /// <param name="account">Whose they are: <c>alipay/2021000000000001</c>.</param>
    /// <param name="tenant">Null for what all tenants share.</param>
    public ConfiguredCertificates Add(
        CertificatePurpose purpose, string account, string? tenant, params IEnumerable<X509Certificate2> certificates)
    {
        var more = certificates.Select(certificate => Watch(purpose, account, tenant, certificate));
        Volatile.Write(ref _watched, [.. _watched, .. more]);
        return this;
    }

    private static WatchedCertificate Watch(
        CertificatePurpose purpose, string account, string? tenant, X509Certificate2 certificate) =>
        new(purpose, account, certificate.SerialNumber, new(certificate.NotBefore), new(certificate.NotAfter),
            Tenant: tenant);
}
