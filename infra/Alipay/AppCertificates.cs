using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.Alipay;

/// <summary>Alipay's certificates of one application: how they are asked for and verified, and the ring they go
/// into.</summary>
/// <remarks>
/// Alipay hands out a certificate by its alipay_cert_sn and lists none. A new one is met as the name in a message; and
/// when it is time to ask, the one that is known is asked for, since the answer names whoever signs by now. None is ever
/// said to be over, so each is used until its end.
/// </remarks>
internal sealed class AppCertificates : IRenewableCertificates, ISerialSeeker
{
    private const int AskedAtOnce = 4;
    private const int SerialDigits = 32;

    private readonly AlipayApp _app;
    private readonly AlipayCalls _calls;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly IOptionsMonitor<CertificateOptions> _options;
    private readonly ConcurrentDictionary<string, AlipayCertificate> _known = new(StringComparer.Ordinal);

    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AppCertificates(
        AlipayApp app, AlipayCalls calls, IOptionsMonitor<CertificateOptions> options, TimeProvider clock, ILogger log)
    {
        (_app, _calls, _options, _clock, _log) = (app, calls, options, clock, log);
        foreach (var one in app.AlipayCertificates.Select(AlipayCertificate.Configured)) _known[one.Key.Serial] = one;
    }

    public UnknownSerials Unknown { get; } = new();

    public string Account => $"{AlipayProvider.Name}/{_app.Id}";

    public string Tenant => _app.Tenant;

    public CertificatePurpose Purpose => CertificatePurpose.AlipayPublic;

    public bool IsSerialWanted => Unknown.IsAnyWanted;

    public Task NextChange => Volatile.Read(ref _change).Task;

    public IReadOnlyCollection<WatchedCertificate> Watched => [.. _app.Ring.Keys.Select(key => new WatchedCertificate(
        Purpose, Account, key.Serial, key.NotBefore, key.NotAfter, key.SupersededAt, Tenant, key.IsKept))];

    public bool IsSerial(string serial) => serial.Length == SerialDigits && serial.All(char.IsAsciiHexDigitLower);

    public bool Has(string serial, DateTimeOffset now) => _app.Ring.Find(serial, now) is not null;

    public async Task<Download> DownloadAsync(CancellationToken cancellation)
    {
        var wanted = Unknown.Wanted(AskedAtOnce);
        var toAsk = new Queue<string>(wanted.Count > 0 ? wanted : [Newest()]);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        CertificateAnswer? refused = null;
        while (toAsk.TryDequeue(out var serial) && asked.Count < AskedAtOnce)
        {
            if (!asked.Add(serial)) continue;
            var answer = await AskAsync(serial, cancellation);
            if (answer.Holds is { } holds) _known[serial] = holds;
            else if (answer.SignedBy is { } other && IsSerial(other)) toAsk.Enqueue(other);
            else refused = answer;
        }

        if (refused is null || wanted.Count > 0 && refused.IsTheirWord) return Download.Read(InForce());
        Log.CertificateNotTaken(_log, _app.Id, refused.Why);
        return refused.IsTheirWord
            ? Download.NotOffered(refused.Why!)
            : Download.Failed(refused.Code!, refused.Why!);
    }

    public void Prepare(IReadOnlyCollection<ProviderCertificate> listed)
    {
        var now = _clock.GetUtcNow();
        _app.Change(ring => ring.Merge(Keys(listed).Select(key => key with { IsKept = false }), now));
        Unknown.Settle(serial => _app.Ring.Find(serial) is not null, now + _options.CurrentValue.UnknownSerialFor);
        Changed();
    }

    public void Promote(IReadOnlyCollection<ProviderCertificate> listed)
    {
        var now = _clock.GetUtcNow();
        _app.Change(ring => ring.Renew([.. Keys(listed)], now, TimeSpan.Zero));
    }

    /// <remarks>Alipay never says that one is over: it is taken out of the settings.</remarks>
    public Revocation Revoke(string serial) =>
        _app.Ring.Find(serial) is null ? Revocation.Unknown : Revocation.StillListed;

    public IReadOnlyList<string> Load(IReadOnlyCollection<ProviderCertificate> kept)
    {
        var now = _clock.GetUtcNow();
        var (keys, wrong) = (new List<RingKey<SignatureKey>>(), new List<string>());
        foreach (var one in kept.Where(one => !_known.ContainsKey(one.Serial)))
        {
            if (AlipayCertificate.Check(_app, one.Serial, one.Pem, now, out var holds) is { } why)
            {
                wrong.Add($"{one.Serial}: {why}");
                continue;
            }

            _known[one.Serial] = holds!;
            keys.Add(holds!.Key);
        }

        _app.Change(ring => ring.Merge(keys, now));
        Unknown.Found(serial => _app.Ring.Find(serial) is not null);
        Changed();
        return wrong;
    }

    private async Task<CertificateAnswer> AskAsync(string serial, CancellationToken cancellation)
    {
        var answer = await _calls.SendAsync(
            _app, "certificates", CertificateAnswer.Method, Contents.Certificate(serial), isRead: true, isTrade: false,
            cancellation);
        return CertificateAnswer.Read(_app, serial, answer, _clock.GetUtcNow());
    }

    private string Newest() => _app.Ring.Keys.MaxBy(key => key.NotAfter)!.Serial;

    /// <summary>All that is known and not over: none of them is superseded by another.</summary>
    private List<ProviderCertificate> InForce()
    {
        var now = _clock.GetUtcNow();
        return [.. _known.Values.Where(one => now <= one.Key.NotAfter).Select(one => one.ToKeep)];
    }

    private IEnumerable<RingKey<SignatureKey>> Keys(IEnumerable<ProviderCertificate> listed) =>
        listed.Select(one => _known[one.Serial].Key);

    private void Changed() => Interlocked.Exchange(
        ref _change, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
