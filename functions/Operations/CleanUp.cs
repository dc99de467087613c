using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Idempotency;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Operations;

/// <summary>Once a day: idempotency keys whose time is over go, with their answers.</summary>
/// <remarks>Runs may overlap at a restart or a slot swap: the one with the lease does it.</remarks>
public sealed class CleanUp(IdempotencyCleaning keys, Leases leases, ILogger<CleanUp> log)
{
    private const string LeaseName = "clean-up";
    private static readonly TimeSpan LeaseFor = TimeSpan.FromMinutes(30);

    [Function(nameof(CleanUp))]
    public async Task RunAsync(
        [TimerTrigger("%Schedules:CleanUp%")] TimerInfo timer, FunctionContext context, CancellationToken cancellation)
    {
        var lease = await leases.TryTakeAsync(LeaseName, context.InvocationId, LeaseFor, cancellation);
        if (lease is null)
        {
            log.CleanUpElsewhere();
            return;
        }

        try
        {
            var gone = await keys.RunAsync(cancellation);
            log.CleanedUp(gone.Keys, gone.Answers, timer.IsPastDue);
        }
        finally
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }
}
