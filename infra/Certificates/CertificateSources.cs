using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Infra.Certificates;

/// <summary>Lets an adapter's certificates be listed, measured and warned of.</summary>
public static class CertificateSources
{
    /// <summary>For example
    /// <c>AddCertificateSource(s => new ConfiguredCertificates().Add(CertificatePurpose.AlipayRoot, …))</c>.</summary>
    public static IServiceCollection AddCertificateSource(
        this IServiceCollection services, Func<IServiceProvider, ICertificateSource> make) =>
        services.AddSingleton(make);
}
