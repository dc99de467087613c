using PayFunctions.Infra.Certificates;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Looks for serials that messages name and no ring has.</summary>
public sealed class CertificateRefresh : IUnknownSerials
{
    private readonly MerchantCertificateAccounts _accounts;
    private readonly CertificateUpdater _updater;
    private readonly TimeProvider _clock;

    internal CertificateRefresh(MerchantCertificateAccounts accounts, CertificateUpdater updater, TimeProvider clock) =>
        (_accounts, _updater, _clock) = (accounts, updater, clock);

    /// <summary>Somebody met a serial that no ring has: looked for in the background, unless it is a known
    /// stranger's.</summary>
    void IUnknownSerials.Ask(WeChatPayMerchant merchant, string serial)
    {
        var certificates = _accounts.Of(merchant);
        if (certificates.Unknown.IsWorthAsking(serial, _clock.GetUtcNow()))
            _ = _updater.RenewAsync(certificates.Account, RenewalTrigger.UnknownSerial);
    }

    /// <summary>The same for who can wait: ends when the ring is as fresh as it may be.</summary>
    /// <returns>Whether the ring has the serial now.</returns>
    internal async Task<bool> FetchAsync(WeChatPayMerchant merchant, string serial, CancellationToken cancellation)
    {
        var certificates = _accounts.Of(merchant);
        if (!certificates.Unknown.IsWorthAsking(serial, _clock.GetUtcNow())) return false;
        var renewal = _updater.RenewAsync(certificates.Account, RenewalTrigger.UnknownSerial);
        while (true)
        {
            // It verifies before it is kept: the caller need not wait for the vault.
            var change = certificates.NextChange;
            var (isOver, has) = (renewal.IsCompleted, merchant.Ring.Find(serial, _clock.GetUtcNow()) is not null);
            if (isOver || has) return has;
            await Task.WhenAny(renewal, change).WaitAsync(cancellation);
        }
    }
}
