using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Vault;
using PayFunctions.Tests.Infra.Telemetry;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Certificates;

/// <summary>One instance of the app, as far as certificates go.</summary>
internal sealed class Instance : IDisposable
{
    public Instance(
        ListingProvider provider, ICertificateVault vault, IRenewalBoard board, TimeProvider clock,
        CertificateOptions? options = null)
    {
        Options = options ?? new();
        Account = new(provider, clock, Options.Overlap);
        var settings = new Monitored<CertificateOptions>(Options);
        Updater = new([Account], vault, board, settings, clock, new LogLines<CertificateUpdater>(Log), () => 0);
        Listing = new([new Source(Account)], Updater, vault, settings, clock);
    }

    public CertificateOptions Options { get; }

    public List<LogLine> Log { get; } = [];

    public ProviderAccount Account { get; }

    public CertificateUpdater Updater { get; }

    public CertificateListing Listing { get; }

    /// <summary>What the keeper does each time it looks.</summary>
    public async Task<Renewal[]> LookAsync(RenewalTrigger trigger = RenewalTrigger.Policy)
    {
        await Updater.SynchroniseAsync(TestContext.Current.CancellationToken);
        return await Updater.RenewDueAsync(trigger);
    }

    public void Dispose() => Updater.Dispose();

    private sealed class Source(ProviderAccount account) : ICertificateSource
    {
        public IReadOnlyCollection<PayFunctions.Core.Certificates.WatchedCertificate> Watched => account.Watched;
    }
}
