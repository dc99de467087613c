using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;

namespace PayFunctions.Infra.UnionPay;

/// <summary>The merchants' signing certificates as they stand: a vault may bring others while the app runs.</summary>
internal sealed class SigningCertificates(UnionPayMerchants merchants) : ICertificateSource
{
    public IReadOnlyCollection<WatchedCertificate> Watched =>
    [
        .. from merchant in merchants.All
           let certificate = merchant.OwnCertificate
           where certificate is not null
           select new WatchedCertificate(
               CertificatePurpose.UnionPaySigning, $"{UnionPayProvider.Name}/{merchant.Id}", certificate.SerialNumber,
               new(certificate.NotBefore), new(certificate.NotAfter), Tenant: merchant.Tenant),
    ];
}
