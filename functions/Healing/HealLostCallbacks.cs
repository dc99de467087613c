using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Healing;

/// <summary>Every five minutes: what no callback, hint or plan of its own moves on any more is found, and goes on.</summary>
/// <remarks>Runs may overlap at a restart or a slot swap: the one with the lease does it.</remarks>
public sealed class HealLostCallbacks(
    Healer healer, Leases leases, IOptionsMonitor<HealingOptions> options, ILogger<HealLostCallbacks> log)
{
    internal const string LeaseName = "heal-lost-callbacks";

    [Function(nameof(HealLostCallbacks))]
    public async Task RunAsync(
        [TimerTrigger("%Schedules:HealLostCallbacks%")] TimerInfo timer, [DurableClient] DurableTaskClient client,
        FunctionContext context, CancellationToken cancellation)
    {
        var lease = await leases.TryTakeAsync(
            LeaseName, context.InvocationId, options.CurrentValue.LeaseFor, cancellation);
        if (lease is null)
        {
            log.LeaseTaken();
            return;
        }

        try
        {
            log.RunEnded(await healer.RunAsync(client, cancellation), timer.IsPastDue);
        }
        finally
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }
}
