using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Callbacks;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Http;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Reads one merchant's platform certificates: one at a time, and not too often.</summary>
internal sealed class MerchantCertificates(
    WeChatPayMerchant merchant, SignedCalls calls, IOptionsMonitor<CertificateOptions> options,
    IOptionsMonitor<CallbackOptions> callbacks, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<RefreshOutcome>? _running;
    private DateTimeOffset _notBefore;
    private int _failures;

    public WeChatPayMerchant Merchant => merchant;

    public UnknownSerials Unknown { get; } = new();

    /// <summary>When the provider may be asked again.</summary>
    public DateTimeOffset NotBefore
    {
        get { lock (_lock) return _notBefore; }
    }

    /// <summary>Reads them now, or joins who is already at it. The reading ends with the app, not with one
    /// caller.</summary>
    public Task<RefreshOutcome> RefreshAsync(CancellationToken stopping)
    {
        lock (_lock)
        {
            if (_running is { IsCompleted: false }) return _running;
            if (clock.GetUtcNow() < _notBefore) return Task.FromResult(RefreshOutcome.TooSoon);
            _notBefore = clock.GetUtcNow() + options.CurrentValue.RefreshAtMostEvery;
            return _running = Task.Run(() => ReadAsync(stopping), stopping);
        }
    }

    private async Task<RefreshOutcome> ReadAsync(CancellationToken stopping)
    {
        var answer = await calls.SendAsync(merchant, "certificates", "/v3/certificates", null, stopping);
        var outcome = Take(answer);
        var settings = options.CurrentValue;
        var now = clock.GetUtcNow();
        if (outcome == RefreshOutcome.Read)
            Unknown.Settle(serial => merchant.Ring.Find(serial) is not null, now + settings.UnknownSerialFor);
        lock (_lock)
        {
            _failures = outcome == RefreshOutcome.Failed ? Math.Min(_failures + 1, 10) : 0;
            // A failure is tried again sooner than a success: calls and callbacks wait for it.
            if (_failures > 0)
                _notBefore = now + Shorter(settings.RefreshAtMostEvery, FirstPause * Math.Pow(2, _failures - 1));
        }
        return outcome;
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private RefreshOutcome Take(OutboundAnswer answer)
    {
        if (answer.Outcome != OutboundOutcome.Answered) return Fail(answer.Why ?? "no answer");
        if (answer.Status != 200)
        {
            var why = $"{answer.Status} {JsonProperty.Text(answer.Body.Span, "code"u8)}";
            if (merchant.PublicKeyId is null || answer.Status is >= 500 or 429) return Fail(why);
            Log.CertificatesNotOffered(log, merchant.Id, why);
            return RefreshOutcome.NotOffered;
        }
        try
        {
            return TakeList(answer);
        }
        catch (JsonException)
        {
            return Fail("the answer is not a list of certificates");
        }
    }

    private RefreshOutcome TakeList(OutboundAnswer answer)
    {
        var now = clock.GetUtcNow();
        var signature = SignedCalls.Signature(answer);
        var window = new ReplayWindow(callbacks.CurrentValue.Freshness);
        if (SignatureCheck.RefuseHeaders(signature, window, now, out _) is { } reason)
            return Fail(RefusalReasons.Code(reason));

        var opened = PlatformCertificates.Open(answer.Body.Span, merchant.Cipher, now);
        foreach (var (serial, why) in opened.LeftOut) Log.CertificateLeftOut(log, merchant.Id, serial, why);

        // The very first list can only be checked with a certificate out of itself: that the APIv3 key opened it is
        // the proof that it is theirs. The same holds for the first list signed with a certificate new in it.
        var key = merchant.Ring.Find(signature.Serial!, now)
            ?? opened.Keys.FirstOrDefault(
                fresh => Serials.Same(fresh.Serial, signature.Serial!) && fresh.IsInForce(now));
        if (key is null) return Fail("it is signed with a certificate that is not in it");
        if (!SignatureCheck.Verifies(key.Key, signature, answer.Body.Span))
            return Fail(RefusalReasons.Code(RefusalReason.BadSignature));

        Log.CertificatesRead(log, merchant.Id, merchant.Merge(opened.Keys, now).Count);
        return RefreshOutcome.Read;
    }

    private RefreshOutcome Fail(string why)
    {
        Log.CertificatesNotRead(log, merchant.Id, why);
        return RefreshOutcome.Failed;
    }
}
