using PayFunctions.Infra.Certificates;

namespace PayFunctions.Infra.Alipay;

/// <summary>Told of certificates that messages name and no ring has, so that somebody may look for them. Never
/// waits.</summary>
internal interface IUnknownAlipayCertificates
{
    void Ask(AlipayApp app, string serial);
}

/// <summary>Looks for Alipay's certificates that messages name and no ring has.</summary>
internal sealed class AlipayCertificateRefresh(
    AlipayCertificateAccounts accounts, CertificateUpdater updater, TimeProvider clock) : IUnknownAlipayCertificates
{
    private readonly SerialSearch _search = new(updater, clock);

    public void Ask(AlipayApp app, string serial)
    {
        if (accounts.Of(app) is { } account) _search.Ask(account, serial);
    }

    /// <summary>For who can wait: ends when the ring is as fresh as it may be.</summary>
    /// <returns>Whether the ring has the certificate now.</returns>
    public Task<bool> FetchAsync(AlipayApp app, string serial, CancellationToken cancellation) =>
        accounts.Of(app) is { } account ? _search.FetchAsync(account, serial, cancellation) : Task.FromResult(false);
}
