using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Flows;

/// <summary>Wakes orchestrations. A hint carries nothing, and nobody acts on what it carries.</summary>
public sealed class Hints(ILogger<Hints> log)
{
    public async Task<Hinted> RaiseAsync(
        DurableTaskClient client, string id, string hint, CancellationToken cancellation)
    {
        try
        {
            await client.RaiseEventAsync(id, hint, cancellation: cancellation);
            return Hinted.Heard;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // Of any type: the genuine client's can't be named here.
            return await WhyNotAsync(client, id, e, cancellation);
        }
    }

    private async Task<Hinted> WhyNotAsync(
        DurableTaskClient client, string id, Exception failure, CancellationToken cancellation)
    {
        try
        {
            var instance = await client.GetInstanceAsync(id, cancellation: cancellation);
            if (instance is null) return Hinted.Missing;
            if (instance.IsCompleted) return Hinted.Ended;
            log.HintFailed(id, failure);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            log.HintFailed(id, new AggregateException(failure, e));
        }

        return Hinted.Failed;
    }
}
