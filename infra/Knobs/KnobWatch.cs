using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Knobs;

/// <summary>Looks for knobs that another instance has changed. One request each time; storage away delays nothing.</summary>
public sealed class KnobWatch(
    KnobBook book, TimeProvider clock, IOptionsMonitor<KnobOptions> options, ILogger<KnobWatch> log) : BackgroundService
{
    private const int ReadAnywayEvery = 12;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var times = 0; !stoppingToken.IsCancellationRequested; times++)
        {
            await LookAsync(times % ReadAnywayEvery == 0, stoppingToken);
            await Task.Delay(options.CurrentValue.Watch, clock, stoppingToken);
        }
    }

    private async Task LookAsync(bool anyway, CancellationToken cancellation)
    {
        try
        {
            await book.WatchAsync(anyway, cancellation);
        }
        catch (Exception e) when (StorageAway.Is(e) && !cancellation.IsCancellationRequested)
        {
            log.Away(e);
        }
    }
}
