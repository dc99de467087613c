using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Journal;
using Microsoft.DurableTask.Replay;

namespace Microsoft.DurableTask.Engine;

/// <summary>A call to run: its event stands in the instance's history.</summary>
internal readonly record struct ActivityCall(Instance Instance, int Id, int Position);

/// <summary>Activities: run at least once, answered by one record.</summary>
internal sealed partial class DurableEngine
{
    private async Task RunActivityAsync(ActivityCall call)
    {
        string name;
        string? input;
        lock (_store.Gate)
        {
            if (!call.Instance.WaitsFor(call.Id)) return;
            var called = HistoryReader.At(call.Instance.History, call.Position);
            (name, input) = (called.Name!, called.Payload);
        }

        var answer = new ByteWriter();
        try
        {
            if (_host.FindActivity(name) is not { } body) Missing(answer, call.Id, name);
            else
            {
                var result = await body(call.Instance.Id, input, _aborting.Token);
                answer.WriteEvent(EventKind.ActivityCompleted, call.Id, payload: result);
            }
        }
        catch (OperationCanceledException) when (_aborting.IsCancellationRequested)
        {
            return; // Unanswered, so it runs again at the next start.
        }
        catch (Exception e) when (e is not JournalStoppedException)
        {
            // Whatever an activity throws is its answer: the orchestrator decides what becomes of it.
            Log.ActivityFailed(_logger, e, name, call.Instance.Id);
            answer.WriteEvent(
                EventKind.ActivityFailed, call.Id, payload: FailureJson.Write(TaskFailureDetails.From(e)));
        }

        if (answer.Length > MostBytes)
        {
            var bytes = answer.Length;
            answer.Clear();
            answer.WriteEvent(
                EventKind.ActivityFailed, call.Id, payload: FailureJson.Write(TooLarge(bytes)), extra: "final");
        }

        if (WriteAnswer(call, answer) is { } batch) await CommitAsync(batch);
    }

    private Batch? WriteAnswer(ActivityCall call, ByteWriter answer)
    {
        lock (_store.Gate)
        {
            if (!call.Instance.WaitsFor(call.Id)) return null;
            var before = call.Instance.Events;
            _record.Clear();
            Record.Add(_record, Change.Append, call.Instance.Id, answer.Written);
            var batch = _store.Write(_record);
            Count("activity", call.Instance, before);
            MakeReady(call.Instance);
            return batch;
        }
    }

    private static void Missing(ByteWriter answer, int call, string name)
    {
        var failure = new TaskFailureDetails(NotRegistered, $"There is no activity named '{name}'.");
        answer.WriteEvent(EventKind.ActivityFailed, call, payload: FailureJson.Write(failure), extra: "final");
    }
}
