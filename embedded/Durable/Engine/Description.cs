using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Replay;

namespace Microsoft.DurableTask.Engine;

/// <summary>Tells a client about an instance.</summary>
internal static class Description
{
    public static OrchestrationMetadata Of(Instance instance, bool withPayloads)
    {
        string? input = null, output = null, status = null;
        TaskFailureDetails? failure = null;
        var reader = new HistoryReader(instance.History);
        while (reader.TryRead(out var happened))
        {
            if (happened.Kind == EventKind.Failed) failure = FailureJson.Read(happened.Payload);
            if (!withPayloads) continue;
            if (happened.Kind == EventKind.Started) input = happened.Payload;
            else if (happened.Kind == EventKind.CustomStatusSet) status = happened.Payload;
            else if (happened.Kind is EventKind.Completed or EventKind.Terminated) output = happened.Payload;
        }

        return new(instance.Name, instance.Id)
        {
            RuntimeStatus = instance.Status,
            CreatedAt = new(instance.CreatedTicks, TimeSpan.Zero),
            LastUpdatedAt = new(instance.UpdatedTicks, TimeSpan.Zero),
            FailureDetails = failure,
            SerializedInput = input,
            SerializedOutput = output,
            SerializedCustomStatus = status,
            HasPayloads = withPayloads,
        };
    }
}
