using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Journal;
using Microsoft.DurableTask.Replay;

namespace Microsoft.DurableTask.Engine;

/// <summary>Ends that come from outside of a turn.</summary>
internal sealed partial class DurableEngine
{
    /// <summary>Ends an instance that can't go on, with the reason; one that has ended stays as it is.</summary>
    public async Task FailAsync(Instance instance, TaskFailureDetails failure)
    {
        Batch batch;
        lock (_store.Gate)
        {
            if (instance.HasEnded || _stopping.IsCancellationRequested) return;
            var events = new ByteWriter();
            events.WriteEvent(EventKind.Failed, ticks: _clock.GetUtcNow().Ticks, payload: FailureJson.Write(failure));
            _record.Clear();
            Record.Add(_record, Change.Append, instance.Id, events.Written);
            var (timers, before) = (QueuedTimers(instance), instance.Events);
            batch = _store.Write(_record);
            _timers.CountCancelled(timers);
            Count("end", instance, before);
            Log.OrchestrationFailed(_logger, instance.Name, instance.Id, failure);
        }

        await CommitAsync(batch);
    }

    // Its code went on where a turn cannot follow: it would wait for ever, so it ends with the reason.
    private async Task FailIllegalAwaitAsync(Instance instance)
    {
        _busy.Enter();
        try
        {
            await FailAsync(
                instance, new(typeof(InvalidOperationException).FullName!, OrchestrationContext.IllegalAwait));
        }
        catch (JournalStoppedException e)
        {
            Log.JournalStopped(_logger, e);
        }
        finally
        {
            _busy.Leave();
        }
    }
}
