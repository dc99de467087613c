using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>
/// The provider's own certificates: one authority, several certificates at once, one of them signing.
/// </summary>
public sealed class PlatformCertificates : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly RSA _authorityKey = SpareKeys.Take();
    private readonly X509Certificate2 _authority;
    private readonly Lock _gate = new();
    private readonly List<PlatformKey> _keys = [];
    private PlatformKey _current;

    public PlatformCertificates(TimeProvider clock)
    {
        _clock = clock;
        var request = new CertificateRequest(
            "CN=Sandbox platform authority", _authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(clock.GetUtcNow().AddDays(-1), clock.GetUtcNow().AddYears(10));
        _current = Issue();
    }

    /// <summary>The one that answers and notifications are signed with now.</summary>
    public PlatformKey Current
    {
        get
        {
            lock (_gate) return _current;
        }
    }

    /// <summary>All that <c>GET /v3/certificates</c> shows.</summary>
    public PlatformKey[] All()
    {
        lock (_gate) return [.. _keys];
    }

    /// <summary>Issues one more; it is shown from now on, and signs only once <see cref="SignWith"/> says so.</summary>
    public PlatformKey Issue()
    {
        var key = PlatformKey.Issue(_authority, _clock.GetUtcNow());
        lock (_gate) _keys.Add(key);
        return key;
    }

    /// <summary>Makes one that nobody is shown before <see cref="Show"/>: making a key takes a while.</summary>
    public PlatformKey Make() => PlatformKey.Issue(_authority, _clock.GetUtcNow());

    /// <summary>From now on it is shown, and may sign.</summary>
    public void Show(PlatformKey made)
    {
        lock (_gate) _keys.Add(made);
    }

    /// <summary>The same with an end of its own.</summary>
    public PlatformKey IssueUntil(DateTimeOffset end)
    {
        var key = PlatformKey.Issue(_authority, _clock.GetUtcNow(), end);
        lock (_gate) _keys.Add(key);
        return key;
    }

    /// <summary>From now on it is no longer shown; what it has signed is on its way all the same.</summary>
    public void Withdraw(PlatformKey key)
    {
        lock (_gate) _keys.Remove(key);
    }

    /// <summary>Its key is known to somebody else: it is no longer shown, and signs nothing of ours any more. As at the
    /// provider, nothing else says so: there is no list of revoked ones.</summary>
    /// <exception cref="ArgumentException">It is the one that signs: another has to take over first.</exception>
    public void Revoke(PlatformKey key)
    {
        lock (_gate)
        {
            if (_current == key) throw new ArgumentException("It signs: another has to take over first.", nameof(key));
            _keys.Remove(key);
        }
    }

    /// <summary>PEM of who issues them.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    public void SignWith(PlatformKey key)
    {
        lock (_gate)
        {
            _current = _keys.Contains(key) ? key : throw new ArgumentException("Not issued here.", nameof(key));
        }
    }

    public void Dispose()
    {
        foreach (var key in All()) key.Dispose();
        _authority.Dispose();
        SpareKeys.Leave(_authorityKey);
    }
}
