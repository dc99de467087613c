using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Flows;

/// <summary>
/// The one way to start an orchestration: by an id made from what it drives, so that a second start finds the first.
/// </summary>
public sealed class Starter(ILogger<Starter> log)
{
    // Every status: a list that leaves one out may replace, even terminate, the instance that is there.
    private static readonly OrchestrationRuntimeStatus[] AnyStatus =
        [.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses];

    /// <returns>True: it is there, started now or before. False: the engine is away; come again.</returns>
    public async Task<bool> StartOnceAsync(
        DurableTaskClient client, string orchestrator, string id, object input, CancellationToken cancellation)
    {
        try
        {
            var once = new StartOrchestrationOptions(id).WithDedupeStatuses(AnyStatus);
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, once, cancellation);
            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return await IsThereAsync(client, id, e, cancellation);
        }
    }

    /// <summary>What a start throws when the instance is there differs by engine: so we look.</summary>
    private async Task<bool> IsThereAsync(
        DurableTaskClient client, string id, Exception failure, CancellationToken cancellation)
    {
        try
        {
            if (await client.GetInstanceAsync(id, cancellation: cancellation) is not null) return true;
            log.StartFailed(id, failure);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            log.StartFailed(id, new AggregateException(failure, e));
        }

        return false;
    }
}
