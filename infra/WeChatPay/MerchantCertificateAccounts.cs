using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Every merchant's platform certificates.</summary>
internal sealed class MerchantCertificateAccounts : IRenewableAccounts, ICertificateSource
{
    private readonly FrozenDictionary<string, MerchantCertificates> _byMerchant;

    public MerchantCertificateAccounts(
        WeChatPayMerchants merchants, SignedCalls calls, IssuerCheck issuer, IOptionsMonitor<CertificateOptions> options,
        IOptionsMonitor<CallbackOptions> callbacks, TimeProvider clock, ILogger<MerchantCertificateAccounts> log)
    {
        var holding = new CheckedCertificates(issuer);
        _byMerchant = merchants.All.ToFrozenDictionary(
            merchant => merchant.Id,
            merchant => new MerchantCertificates(merchant, calls, holding, options, callbacks, clock, log));
        if (!issuer.IsConfigured) Log.IssuerNotConfigured(log);
    }

    public IReadOnlyCollection<IRenewableCertificates> Accounts => _byMerchant.Values;

    public IReadOnlyCollection<WatchedCertificate> Watched =>
        [.. _byMerchant.Values.SelectMany(account => account.Watched)];

    public MerchantCertificates Of(WeChatPayMerchant merchant) => _byMerchant[merchant.Id];
}
