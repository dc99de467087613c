using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Certificates;

/// <summary>One account in the updater: what is known of its attempts, and who waits for the next.</summary>
internal sealed class AccountRenewal(IRenewableCertificates certificates, double share)
{
    private static readonly TimeSpan FirstRetry = new RenewalRules().FirstRetry;
    private const int DoublingsMax = 10;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _pems = new(StringComparer.OrdinalIgnoreCase);
    private LastAttempt? _last;
    private DateTimeOffset? _renewedAt;
    private string? _problem;
    private DateTimeOffset _heldBackUntil;
    private bool _isWanted;
    private (IReadOnlyList<ProviderCertificate> Listed, DateTimeOffset At)? _unkept;

    public IRenewableCertificates Certificates => certificates;

    public string Account => certificates.Account;

    /// <summary>Who waits for the attempt that is queued or under way; guarded by the updater's lock.</summary>
    public TaskCompletionSource<Renewal>? Pending { get; set; }

    public RenewalTrigger Trigger { get; set; }

    /// <summary>A serial that the attempt shall revoke; guarded by the updater's lock.</summary>
    public string? Revokes { get; set; }

    /// <summary>Null before the first attempt.</summary>
    public AccountStatus? Status
    {
        get { lock (_gate) return _last is { } last ? new(Account, last, _renewedAt, _problem) : null; }
    }

    public RenewalDecision Decide(DateTimeOffset now, CertificateOptions options)
    {
        lock (_gate)
        {
            var rules = options.Rules;
            var by = RenewalPolicy.Decide(now, certificates.Watched, _last, rules, options.Overlap, share);
            if (_isWanted && NotBefore(options) < by.DueAt) by = new(RenewalAction.Refresh, NotBefore(options));
            if (_heldBackUntil > by.DueAt) by = by with { DueAt = _heldBackUntil };
            return now < by.DueAt ? by with { Action = RenewalAction.Nothing } : by;
        }
    }

    /// <summary>Whether an attempt may be made at all, whoever asks for it.</summary>
    public bool IsTooSoon(DateTimeOffset now, CertificateOptions options)
    {
        lock (_gate) return now < NotBefore(options);
    }

    /// <summary>A serial of this account was not known, and it was too soon to ask: asked for when it no longer
    /// is.</summary>
    /// <returns>False where that was known already.</returns>
    public bool Want()
    {
        lock (_gate)
        {
            var isNew = !_isWanted;
            _isWanted = true;
            return isNew;
        }
    }

    /// <summary>Another instance is at it: what it finds comes by the vault, and until then nothing is asked.</summary>
    public void HoldBack(DateTimeOffset until)
    {
        lock (_gate) _heldBackUntil = until;
    }

    /// <summary>An attempt of another instance, if it is later than what is known here.</summary>
    public void Adopt(AccountStatus status)
    {
        lock (_gate)
        {
            if (_last is not null && status.Last.At <= _last.At) return;
            (_last, _problem) = (status.Last, status.Problem);
            if (status.RenewedAt is { } at && (_renewedAt is null || at > _renewedAt)) _renewedAt = at;
        }
    }

    public void Succeeded(DateTimeOffset at, bool isRenewed)
    {
        lock (_gate)
        {
            (_last, _problem, _isWanted, _unkept) = (new(at, 0), null, false, null);
            if (isRenewed) _renewedAt = at;
        }
    }

    public void Failed(DateTimeOffset at, string why)
    {
        lock (_gate) (_last, _problem) = (new(at, (_last?.Failures ?? 0) + 1), why);
    }

    /// <summary>A list that the vault would not take: the next attempt goes on from here.</summary>
    public void CouldNotKeep(IReadOnlyList<ProviderCertificate> listed, DateTimeOffset at)
    {
        lock (_gate) _unkept ??= (listed, at);
    }

    public IReadOnlyList<ProviderCertificate>? Unkept(DateTimeOffset now, TimeSpan notOlderThan)
    {
        lock (_gate) return _unkept is { } unkept && now - unkept.At < notOlderThan ? unkept.Listed : null;
    }

    public void Remember(IEnumerable<ProviderCertificate> some)
    {
        lock (_gate)
        {
            foreach (var one in some) _pems[one.Serial] = one.Pem;
        }
    }

    public string? Pem(string serial)
    {
        lock (_gate) return _pems.GetValueOrDefault(serial);
    }

    private DateTimeOffset NotBefore(CertificateOptions options)
    {
        if (_last is null) return DateTimeOffset.MinValue;
        if (_last.Failures == 0) return _last.At + options.RefreshAtMostEvery;
        var retry = FirstRetry * (1 << Math.Min(_last.Failures - 1, DoublingsMax));
        return _last.At + (retry < options.RefreshAtMostEvery ? retry : options.RefreshAtMostEvery);
    }
}
