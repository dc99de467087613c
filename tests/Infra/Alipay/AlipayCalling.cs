using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Vault;
using PayFunctions.Tests.Infra.Telemetry;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Alipay;

/// <summary>Our side of calls to the gateway, with the certificates that it may renew.</summary>
internal sealed class AlipayCalling : IDisposable
{
    private readonly OutboundHttp _http = new(
        new Monitored<OutboundOptions>(new() { Resends = 0, ReadTimeout = TimeSpan.FromSeconds(5) }), TimeProvider.System);

    public AlipayCalling(
        string appId, AlipayAppOptions options, Uri gateway, TimeProvider? clock = null, ICertificateVault? vault = null)
    {
        clock ??= TimeProvider.System;
        options.GatewayUrl = gateway.AbsoluteUri;
        var all = new AlipayOptions();
        all.Apps.Add(appId, options);
        Apps = new(Options.Create(all));
        var calls = new AlipayCalls(_http, clock);
        var settings = new Monitored<CertificateOptions>(new());
        vault ??= new MemoryVault();
        Accounts = new(Apps, calls, settings, clock, new LogLines<AlipayCertificateAccounts>(Log));
        Updater = new(
            [Accounts], vault, new LocalBoard(clock), settings, clock, new LogLines<CertificateUpdater>(Log), () => 0);
        Listing = new([Accounts], Updater, vault, settings, clock);
        Refresh = new(Accounts, Updater, clock);
        Gateway = new(calls, Refresh, clock, NullLogger<AlipayGateway>.Instance);
        Provider = new(Apps, Gateway, clock);
    }

    public AlipayApps Apps { get; }

    public AlipayApp App => Apps.All.Single();

    public AlipayCertificateAccounts Accounts { get; }

    public CertificateUpdater Updater { get; }

    public CertificateListing Listing { get; }

    public AlipayCertificateRefresh Refresh { get; }

    public AlipayGateway Gateway { get; }

    public AlipayProvider Provider { get; }

    public List<LogLine> Log { get; } = [];

    public void Dispose()
    {
        Updater.Dispose();
        _http.Dispose();
    }
}
