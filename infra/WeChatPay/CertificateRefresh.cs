using System.Collections.Frozen;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Callbacks;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Keeps every merchant's ring of platform certificates fresh: at the start, on a period, and when a serial
/// is unknown.</summary>
/// <remarks>Nothing waits for it at the start, and no callback ever does; an endpoint that fails is tried
/// again.</remarks>
public sealed class CertificateRefresh : BackgroundService, IUnknownSerials
{
    private readonly FrozenDictionary<string, (MerchantCertificates Certificates, Channel<bool> Asked)> _merchants;
    private readonly IOptionsMonitor<CertificateOptions> _options;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stopping = new();

    internal CertificateRefresh(
        WeChatPayMerchants merchants, SignedCalls calls, IOptionsMonitor<CertificateOptions> options,
        IOptionsMonitor<CallbackOptions> callbacks, TimeProvider clock, ILogger<CertificateRefresh> log)
    {
        (_options, _clock) = (options, clock);
        _merchants = merchants.All.ToFrozenDictionary(
            merchant => merchant.Id,
            merchant => (new MerchantCertificates(merchant, calls, options, callbacks, clock, log), OneRequest()));
    }

    /// <summary>Somebody met a serial that no ring has: looked for in the background, unless it is a known
    /// stranger's.</summary>
    void IUnknownSerials.Ask(WeChatPayMerchant merchant, string serial)
    {
        var (certificates, asked) = _merchants[merchant.Id];
        if (certificates.Unknown.IsWorthAsking(serial, _clock.GetUtcNow())) asked.Writer.TryWrite(true);
    }

    /// <summary>The same for who can wait: ends when the ring is as fresh as it may be.</summary>
    /// <returns>Whether the ring has the serial now.</returns>
    internal async Task<bool> FetchAsync(WeChatPayMerchant merchant, string serial, CancellationToken cancellation)
    {
        var certificates = _merchants[merchant.Id].Certificates;
        if (!certificates.Unknown.IsWorthAsking(serial, _clock.GetUtcNow())) return false;
        await certificates.RefreshAsync(_stopping.Token).WaitAsync(cancellation);
        return merchant.Ring.Find(serial, _clock.GetUtcNow()) is not null;
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        return base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_merchants.Values.Select(
            merchant => KeepFreshAsync(merchant.Certificates, merchant.Asked.Reader, stoppingToken)));

    private static Channel<bool> OneRequest() =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private async Task KeepFreshAsync(
        MerchantCertificates certificates, ChannelReader<bool> asked, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var outcome = await certificates.RefreshAsync(stopping);
                if (outcome is RefreshOutcome.Read or RefreshOutcome.NotOffered) await DueOrAskedAsync(asked, stopping);
                var wait = certificates.NotBefore - _clock.GetUtcNow();
                if (wait > TimeSpan.Zero) await Task.Delay(wait, _clock, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The app stops; the ring needs no farewell.
        }
    }

    private async Task DueOrAskedAsync(ChannelReader<bool> asked, CancellationToken stopping)
    {
        using var due = new CancellationTokenSource(_options.CurrentValue.RefreshEvery, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, stopping);
        try
        {
            await asked.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Due.
        }
    }
}
