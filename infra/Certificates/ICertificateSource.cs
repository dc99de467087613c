using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Certificates;

/// <summary>An adapter's certificates, for <c>GET certificates</c>, the metrics and the warnings.</summary>
/// <remarks>Registered with <see cref="CertificateSources.AddCertificateSource"/>; asked often, so it answers out of
/// memory and never throws.</remarks>
public interface ICertificateSource
{
    /// <summary>All it has at this moment.</summary>
    IReadOnlyCollection<WatchedCertificate> Watched { get; }
}
