using PayFunctions.Infra.Certificates;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Looks for serials that messages name and no ring has.</summary>
public sealed class CertificateRefresh : IUnknownSerials
{
    private readonly MerchantCertificateAccounts _accounts;
    private readonly SerialSearch _search;

    internal CertificateRefresh(MerchantCertificateAccounts accounts, CertificateUpdater updater, TimeProvider clock) =>
        (_accounts, _search) = (accounts, new(updater, clock));

    void IUnknownSerials.Ask(WeChatPayMerchant merchant, string serial) =>
        _search.Ask(_accounts.Of(merchant), serial);

    /// <summary>For who can wait: ends when the ring is as fresh as it may be.</summary>
    /// <returns>Whether the ring has the serial now.</returns>
    internal Task<bool> FetchAsync(WeChatPayMerchant merchant, string serial, CancellationToken cancellation) =>
        _search.FetchAsync(_accounts.Of(merchant), serial, cancellation);
}
