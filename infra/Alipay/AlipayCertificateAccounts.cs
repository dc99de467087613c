using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.Alipay;

/// <summary>Alipay's certificates of every application in certificate mode.</summary>
internal sealed class AlipayCertificateAccounts : IRenewableAccounts, ICertificateSource
{
    private readonly FrozenDictionary<string, AppCertificates> _byApp;

    public AlipayCertificateAccounts(
        AlipayApps apps, AlipayCalls calls, IOptionsMonitor<CertificateOptions> options, TimeProvider clock,
        ILogger<AlipayCertificateAccounts> log)
    {
        _byApp = apps.All.Where(app => app.IsCertificateMode)
            .ToFrozenDictionary(app => app.Id, app => new AppCertificates(app, calls, options, clock, log));
        var now = clock.GetUtcNow();
        foreach (var app in apps.All)
        {
            var check = new IssuerCheck(app.Roots);
            foreach (var one in app.AlipayCertificates)
            {
                if (check.Check(one, now, app.Between) == IssuerVerdict.IssuerMissing)
                    Log.IssuerMissing(log, app.Id, CertificateSerials.Of(one), one.Issuer);
            }
        }
    }

    public IReadOnlyCollection<IRenewableCertificates> Accounts => _byApp.Values;

    public IReadOnlyCollection<WatchedCertificate> Watched => [.. _byApp.Values.SelectMany(account => account.Watched)];

    /// <summary>Null in public-key mode: there is nothing to look for.</summary>
    public AppCertificates? Of(AlipayApp app) => _byApp.GetValueOrDefault(app.Id);
}
