using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Journal;
using Microsoft.DurableTask.Replay;

namespace Microsoft.DurableTask.Engine;

/// <summary>Ends that come from outside of a turn.</summary>
internal sealed partial class DurableEngine
{
    // Its code went on where a turn cannot follow: it would wait for ever, so it ends with the reason.
    private void FailIllegalAwait(Instance instance)
    {
        var failure = Failure(typeof(InvalidOperationException).FullName!, OrchestrationContext.IllegalAwait);
        Batch batch;
        lock (_store.Gate)
        {
            if (instance.HasEnded || _stopping.IsCancellationRequested) return;
            batch = End(instance, EventKind.Failed, FailureJson.Write(failure), failure);
        }

        Log.OrchestrationFailed(_logger, instance.Name, instance.Id, failure);
        _ = CommitEndAsync(instance, batch);
    }

    private Batch End(Instance instance, EventKind kind, string? payload, TaskFailureDetails? failure)
    {
        var events = new ByteWriter();
        events.WriteEvent(kind, ticks: _clock.GetUtcNow().Ticks, payload: payload);
        _record.Clear();
        Record.Add(_record, Change.Append, instance.Id, events.Written);
        AnswerParent(instance, null, failure);
        var (timers, before) = (QueuedTimers(instance), instance.Events);
        var batch = _store.Write(_record);
        _timers.CountCancelled(timers);
        Count("end", instance, before);
        WakeParent(instance);
        return batch;
    }

    private async Task CommitEndAsync(Instance instance, Batch batch)
    {
        try
        {
            await CommitAsync(batch);
        }
        catch (JournalStoppedException e)
        {
            Log.JournalStopped(_logger, e);
            return;
        }

        Announce(instance);
    }
}
