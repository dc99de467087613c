using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Callbacks;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Http;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>One merchant's platform certificates: how they are asked for and verified, and the ring they go
/// into.</summary>
internal sealed class MerchantCertificates(
    WeChatPayMerchant merchant, SignedCalls calls, CheckedCertificates holding, IOptionsMonitor<CertificateOptions> options,
    IOptionsMonitor<CallbackOptions> callbacks, TimeProvider clock, ILogger log) : IRenewableCertificates, ISerialSeeker
{
    private readonly ConcurrentDictionary<string, PlatformCertificate> _known = new(StringComparer.OrdinalIgnoreCase);

    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WeChatPayMerchant Merchant => merchant;

    public UnknownSerials Unknown { get; } = new();

    public string Account { get; } = $"{WeChatPayProvider.Name}/{merchant.Id}";

    public string Tenant => merchant.Tenant;

    public CertificatePurpose Purpose => CertificatePurpose.WeChatPayPlatform;

    public bool IsSerialWanted => Unknown.IsAnyWanted;

    /// <summary>Ends when the ring has changed since this was read.</summary>
    public Task NextChange => Volatile.Read(ref _change).Task;

    public bool IsSerial(string serial) => Serials.IsCertificateSerial(serial);

    public bool Has(string serial, DateTimeOffset now) => merchant.Ring.Find(serial, now) is not null;

    /// <summary>The bare public key among them: it verifies too.</summary>
    public IReadOnlyCollection<WatchedCertificate> Watched => [.. merchant.Ring.Keys.Select(Watch)];

    public async Task<Download> DownloadAsync(CancellationToken cancellation)
    {
        if (!merchant.Cipher.HasKey) return Download.Failed("no-secret", "the APIv3 key has not been found yet");
        var answer = await calls.SendAsync(merchant, "certificates", "/v3/certificates", null, cancellation);
        if (answer.Outcome != OutboundOutcome.Answered) return Download.Failed("no-answer", answer.Why ?? "no answer");
        if (answer.Status == 200) return Read(answer);

        var why = $"{answer.Status} {JsonProperty.Text(answer.Body.Span, "code"u8)}";
        if (merchant.PublicKeyId is null || answer.Status is >= 500 or 429)
            return Download.Failed($"http-{answer.Status}", why);
        Log.CertificatesNotOffered(log, merchant.Id, why);
        return Download.NotOffered(why);
    }

    /// <summary>What is there stays the very object it is; what is new verifies at once.</summary>
    public void Prepare(IReadOnlyCollection<ProviderCertificate> listed)
    {
        var now = clock.GetUtcNow();
        merchant.Change(ring => ring.Merge(Keys(listed).Select(key => key with { IsKept = false }), now));
        Settle(now);
        Changed();
    }

    public void Promote(IReadOnlyCollection<ProviderCertificate> listed)
    {
        var now = clock.GetUtcNow();
        var ring = merchant.Change(ring => ring.Renew([.. Keys(listed)], now, options.CurrentValue.Overlap));
        Forget(ring);
        Log.CertificatesRead(log, merchant.Id, ring.Count);
    }

    public Revocation Revoke(string serial)
    {
        if (merchant.Ring.Find(serial) is not { Kind: KeyKind.PlatformCertificate } key) return Revocation.Unknown;
        if (key.SupersededAt is null) return Revocation.StillListed;
        Forget(merchant.Change(ring => ring.Without(serial, clock.GetUtcNow())));
        Changed();
        return Revocation.Dropped;
    }

    public IReadOnlyList<string> Load(IReadOnlyCollection<ProviderCertificate> kept)
    {
        var (now, overlap) = (clock.GetUtcNow(), options.CurrentValue.Overlap);
        var (keys, wrong) = (new List<RingKey<SignatureKey>>(), new List<string>());
        foreach (var one in kept)
        {
            if (holding.Check(one, now, out var holds) is { } why)
            {
                wrong.Add($"{one.Serial}: {why}");
                continue;
            }

            _known[one.Serial] = holds!;
            keys.Add(one.SupersededAt is { } at ? holds!.Key.SupersededFrom(at, overlap) : holds!.Key);
        }

        var revoked = kept.Where(one => one.RevokedAt is not null).Select(one => one.Serial).ToList();
        merchant.Change(ring => revoked.Aggregate(
            ring.Put(keys.Select(key => WithWarmKey(ring, key)), now), (rest, serial) => rest.Without(serial, now)));
        Unknown.Found(serial => merchant.Ring.Find(serial) is not null);
        Changed();
        return wrong;
    }

    /// <summary>A key that readers have warmed stays in use when only its dates or its state change.</summary>
    private static RingKey<SignatureKey> WithWarmKey(KeyRing<SignatureKey> ring, RingKey<SignatureKey> key) =>
        ring.Find(key.Serial) is { } own && own.NotAfter == key.NotAfter ? key with { Key = own.Key } : key;

    private WatchedCertificate Watch(RingKey<SignatureKey> key) => new(
        key.Kind == KeyKind.PublicKey ? CertificatePurpose.WeChatPayPublicKey : Purpose, Account, key.Serial,
        key.NotBefore, key.NotAfter, key.SupersededAt, merchant.Tenant, key.IsKept);

    private Download Read(OutboundAnswer answer)
    {
        try
        {
            return ReadList(answer);
        }
        catch (JsonException)
        {
            return Download.Failed("malformed", "the answer is not a list of certificates");
        }
    }

    private Download ReadList(OutboundAnswer answer)
    {
        var now = clock.GetUtcNow();
        var signature = SignedCalls.Signature(answer);
        var window = new ReplayWindow(callbacks.CurrentValue.Freshness);
        if (SignatureCheck.RefuseHeaders(signature, window, now, out _) is { } reason)
            return Download.Failed(RefusalReasons.Code(reason), RefusalReasons.Code(reason));

        var opened = PlatformCertificates.Open(answer.Body.Span, merchant.Cipher, holding, now);
        foreach (var (serial, why) in opened.LeftOut) Log.CertificateLeftOut(log, merchant.Id, serial, why);

        // The very first list can only be checked with a certificate out of itself: that the APIv3 key opened it is
        // the proof that it is theirs. The same holds for the first list signed with a certificate new in it.
        var key = merchant.Ring.Find(signature.Serial!, now)
            ?? opened.Holding.Select(fresh => fresh.Key).FirstOrDefault(
                fresh => Serials.Same(fresh.Serial, signature.Serial!) && fresh.IsInForce(now));
        if (key is null)
            return Download.Failed("signed-by-stranger", WhyStranger(opened));
        if (!SignatureCheck.Verifies(key.Key, signature, answer.Body.Span))
            return Download.Failed(RefusalReasons.Code(RefusalReason.BadSignature), "its signature does not verify");
        if (opened.Holding.Count == 0)
            return Download.Failed(opened.LeftOut.Count == 0 ? "empty" : "none-holds", WhyNone(opened));
        foreach (var holding in opened.Holding) _known[holding.Key.Serial] = holding;
        return Download.Read([.. opened.Holding.Select(holding => holding.ToKeep), .. Own(opened.LeftOut)]);
    }

    private static string WhyStranger(PlatformCertificates.Opened opened) =>
        opened.Holding.Count == 0 ? WhyNone(opened) : "it is signed with a certificate that is not in it";

    private static string WhyNone(PlatformCertificates.Opened opened) => opened.LeftOut.Count == 0
        ? "the list is empty"
        : $"no certificate in it holds: {opened.LeftOut[0].Serial}, {opened.LeftOut[0].Why}";

    /// <summary>What is listed badly this time and was good before is still named: nothing supersedes it.</summary>
    private IEnumerable<ProviderCertificate> Own(IReadOnlyList<(string Serial, string Why)> leftOut)
    {
        foreach (var (serial, _) in leftOut)
        {
            if (merchant.Ring.Find(serial) is not null && _known.GetValueOrDefault(serial) is { } own)
                yield return own.ToKeep;
        }
    }

    private IEnumerable<RingKey<SignatureKey>> Keys(IEnumerable<ProviderCertificate> listed) =>
        listed.Select(one => _known[one.Serial].Key);

    private void Changed() => Interlocked.Exchange(
        ref _change, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Serials that somebody asked for and that a fresh ring does not have are strangers'.</summary>
    private void Settle(DateTimeOffset now) => Unknown.Settle(
        serial => merchant.Ring.Find(serial) is not null, now + options.CurrentValue.UnknownSerialFor);

    private void Forget(KeyRing<SignatureKey> ring)
    {
        foreach (var serial in _known.Keys)
            if (ring.Find(serial) is null) _known.TryRemove(serial, out _);
    }
}
