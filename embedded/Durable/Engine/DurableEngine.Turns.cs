using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Journal;
using Microsoft.DurableTask.Replay;

namespace Microsoft.DurableTask.Engine;

/// <summary>Turns: replay, write down what is new as one record, then start what it calls.</summary>
internal sealed partial class DurableEngine
{
    private const int MostCrashes = 3;

    // A record also holds the instance's id.
    private const int MostBytes = Frame.LongestPayload / 2;
    private const string NotRegistered = "DurableTask.Core.Exceptions.TypeMissingException";

    private async Task TakeTurnAsync(Instance instance)
    {
        TurnToTake turn;
        lock (_store.Gate)
        {
            instance.InQueue = false;
            if (instance.InTurn || !instance.HasWork) return;
            instance.InTurn = true;
            turn = new(
                instance.Name, instance.Id, instance.History, [.. instance.Fired ?? []], _clock.GetUtcNow().Ticks);
        }

        var written = Finish(instance, turn, Replay(instance, turn));
        if (written is null) return;
        await CommitAsync(written.Batch);
        foreach (var call in written.Calls) _activities.Add(call);
        if (written.Failure is { } failure) Log.OrchestrationFailed(_logger, instance.Name, instance.Id, failure);
    }

    private TurnOutcome? Replay(Instance instance, TurnToTake turn)
    {
        try
        {
            if (_host.FindOrchestrator(turn.Name) is not { } body)
                return EndedUnrun(turn, new(NotRegistered, $"There is no orchestrator named '{turn.Name}'."));
            return _turns.Take(turn, body, () => _ = FailIllegalAwaitAsync(instance));
        }
        catch (Exception e)
        {
            Log.TurnCrashed(_logger, e, instance.Id, ++instance.Crashes, MostCrashes);
            return instance.Crashes < MostCrashes ? null : EndedUnrun(turn, TaskFailureDetails.From(e));
        }
    }

    private static TurnOutcome EndedUnrun(TurnToTake turn, TaskFailureDetails failure)
    {
        var events = new ByteWriter();
        events.WriteEvent(EventKind.Failed, ticks: turn.NowTicks, payload: FailureJson.Write(failure));
        return new(events, Ended: true, null, failure);
    }

    private static TaskFailureDetails TooLarge(int bytes) => new(
        typeof(InvalidOperationException).FullName!,
        $"One work item came to {bytes} bytes of history; the most is {MostBytes}. Pass payloads by reference.");

    private WrittenTurn? Finish(Instance instance, TurnToTake turn, TurnOutcome? outcome)
    {
        lock (_store.Gate)
        {
            instance.InTurn = false;
            if (instance.HasEnded) return null;
            if (outcome is null)
            {
                MakeReady(instance);
                return null;
            }

            if (outcome.Events.Length > MostBytes) outcome = EndedUnrun(turn, TooLarge(outcome.Events.Length));
            instance.Crashes = 0;
            var written = WriteTurn(instance, turn, outcome);
            MakeReady(instance);
            return written;
        }
    }

    private WrittenTurn WriteTurn(Instance instance, TurnToTake turn, TurnOutcome outcome)
    {
        _record.Clear();
        Record.Add(_record, Change.Append, instance.Id, outcome.Events.Written);

        var (before, timers, events) = (instance.History.Length, QueuedTimers(instance), instance.Events);
        var batch = _store.Write(_record);
        instance.Fired?.RemoveRange(0, turn.Fired.Length);
        _timers.CountCancelled(timers - QueuedTimers(instance, before));
        Count("turn", instance, events);

        var calls = new List<ActivityCall>();
        foreach (var open in instance.Open)
        {
            if (open.Position < before) continue;
            if (open.Kind == EventKind.ActivityCalled) calls.Add(new(instance, open.Id, open.Position));
            else TakeUp(instance, open);
        }

        return new(batch, calls, outcome.Failure);
    }

    private static int QueuedTimers(Instance instance, int before = int.MaxValue) => instance.Open.Count(open =>
        open.Kind == EventKind.TimerCreated && open.Position < before && instance.Fired?.Contains(open.Id) != true);

    private static void Count(string kind, Instance instance, int eventsBefore)
    {
        EngineMeter.WorkItems.Add(1, new KeyValuePair<string, object?>("kind", kind));
        if (instance.Events > eventsBefore) EngineMeter.Events.Add(instance.Events - eventsBefore);
        if (instance.HasEnded)
            EngineMeter.Ended.Add(1, new KeyValuePair<string, object?>("status", instance.Status.ToString()));
    }

    private sealed record WrittenTurn(Batch Batch, List<ActivityCall> Calls, TaskFailureDetails? Failure);
}
