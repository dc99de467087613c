using System.Collections.Concurrent;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Platform certificates that hold, checked once: every merchant is listed the same few, every time it
/// asks.</summary>
/// <remarks>A chain is built and a key is made for a certificate that is new here, and for no other; a list of known ones
/// costs the callbacks beside it nothing.</remarks>
internal sealed class CheckedCertificates(IssuerCheck issuer)
{
    /// <summary>A provider that lists new ones without end may not cost memory: past this many, all are
    /// forgotten.</summary>
    private const int CountMax = 256;

    private readonly ConcurrentDictionary<ProviderCertificate, PlatformCertificate> _known = new();

    /// <inheritdoc cref="PlatformCertificate.Check"/>
    public string? Check(ProviderCertificate said, DateTimeOffset now, out PlatformCertificate? holds)
    {
        var key = said with { SupersededAt = null };
        if (_known.TryGetValue(key, out holds) && now <= holds.Key.NotAfter) return null;
        if (PlatformCertificate.Check(said, issuer, now, out holds) is { } why) return why;
        if (_known.Count >= CountMax) _known.Clear();
        _known[key] = holds!;
        return null;
    }
}
