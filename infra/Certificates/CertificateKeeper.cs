using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Certificates;

/// <summary>Looks every few seconds, and at the start, whether another instance has published and whether anything is
/// due.</summary>
/// <remarks>Nothing waits for it at the start, and no callback ever does.</remarks>
public sealed class CertificateKeeper(
    CertificateUpdater updater, IEnumerable<ICertificateSource> sources, ICertificateVault vault, ExpiryAlerts alerts,
    IOptionsMonitor<CertificateOptions> options, TimeProvider clock, ILogger<CertificateKeeper> log)
    : BackgroundService
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    private readonly Channel<bool> _wanted =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        updater.Stop();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        updater.Wanted += Wake;
        Log.KeptIn(log, vault.Title);
        try
        {
            await LookAsync(stoppingToken);
            Report();
            while (true)
            {
                await WaitAsync(stoppingToken);
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; the rings need no farewell.
        }
        finally
        {
            updater.Wanted -= Wake;
        }
    }

    private void Wake() => _wanted.Writer.TryWrite(true);

    private async Task LookAsync(CancellationToken stopping)
    {
        await updater.SynchroniseAsync(stopping);
        await updater.RenewDueAsync(RenewalTrigger.Policy).WaitAsync(stopping);
        alerts.Check();
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        var wait = updater.NextDueAt() - clock.GetUtcNow();
        var poll = options.CurrentValue.PollEvery;
        if (wait > poll) wait = poll;
        if (wait < ShortestWait) wait = ShortestWait;
        using var due = new CancellationTokenSource(wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, stopping);
        try
        {
            await _wanted.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Due.
        }
    }

    private void Report()
    {
        var (now, overlap) = (clock.GetUtcNow(), options.CurrentValue.Overlap);
        foreach (var one in sources.SelectMany(source => source.Watched))
        {
            var days = one.DaysLeft(now) is { } left ? left.ToString("F0", CultureInfo.InvariantCulture) : "unlimited";
            var state = one.StateAt(now, overlap).ToString();
            Log.AtStart(log, one.Purpose.ToString(), one.Account, one.Serial, state, days);
        }

        foreach (var account in updater.Accounts)
        {
            var urgency = RenewalPolicy.Urgency(now, account.Certificates.Watched, options.CurrentValue.Rules, overlap);
            if (urgency == RenewalAction.Emergency) Log.NoneAtStart(log, account.Account);
        }
    }
}
