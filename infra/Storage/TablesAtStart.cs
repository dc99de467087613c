using Azure;
using Azure.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.Storage;

/// <summary>Makes the tables at start, in the background: storage that is away delays no start, only itself.</summary>
public sealed class TablesAtStart(TableAccounts accounts, TimeProvider clock, ILogger<TablesAtStart> log)
    : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = TimeSpan.FromMilliseconds(500);
        while (!await TryAsync(wait, stoppingToken))
        {
            await Task.Delay(wait, clock, stoppingToken);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }

        log.TablesStand();
    }

    private async Task<bool> TryAsync(TimeSpan wait, CancellationToken cancellation)
    {
        try
        {
            await accounts.EnsureTablesAsync(cancellation);
            return true;
        }
        catch (Exception e) when (IsAway(e) && !cancellation.IsCancellationRequested)
        {
            log.TablesAway(wait, e);
            return false;
        }
    }

    /// <summary>A role that is not granted yet comes with time, as an account that is away does.</summary>
    private static bool IsAway(Exception e) =>
        e is RequestFailedException or AuthenticationFailedException || StorageAway.Is(e);
}
