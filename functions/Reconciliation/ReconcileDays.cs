using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Reconciliation;

/// <summary>Each night: yesterday of every channel is reconciled, once.</summary>
/// <remarks>Runs may overlap at a restart or a slot swap: the one with the lease does it.</remarks>
public sealed class ReconcileDays(DayStarting days, Leases leases, TimeProvider clock, ILogger<ReconcileDays> log)
{
    internal const string LeaseName = "reconcile-days";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly TimeSpan LeaseFor = TimeSpan.FromMinutes(5);

    [Function(nameof(ReconcileDays))]
    public async Task RunAsync(
        [TimerTrigger("%Schedules:ReconcileDays%")] TimerInfo timer, [DurableClient] DurableTaskClient client,
        FunctionContext context, CancellationToken cancellation)
    {
        var lease = await leases.TryTakeAsync(LeaseName, context.InvocationId, LeaseFor, cancellation);
        if (lease is null)
        {
            log.LeaseTaken();
            return;
        }

        try
        {
            var yesterday = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime).AddDays(-1);
            foreach (var (tenant, channel) in days.Channels())
            {
                var key = new RunKey(tenant, channel, yesterday);
                if (await days.StartAsync(client, key, again: false, cancellation) is null) log.NotStarted(key.ToString());
            }
        }
        finally
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }
}
