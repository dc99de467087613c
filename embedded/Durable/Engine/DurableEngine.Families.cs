using System.Globalization;
using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Replay;

namespace Microsoft.DurableTask.Engine;

/// <summary>Sub-orchestrations: a child starts in its parent's record, and answers in its own.</summary>
internal sealed partial class DurableEngine
{
    // A call for an id that is taken is answered with a failure in the same record: nothing else would ever answer it.
    private List<string> StartChildren(Instance parent, ByteWriter turn)
    {
        var started = new List<string>();
        var refused = new List<(int Call, string ChildId)>();
        var reader = new HistoryReader(turn.Written);
        while (reader.TryRead(out var call))
        {
            if (call.Kind != EventKind.SubOrchestratorCalled) continue;
            var childId = call.Extra!;
            if (started.Contains(childId) || _store.Find(childId) is { HasEnded: false })
            {
                refused.Add((call.Id, childId));
                continue;
            }

            started.Add(childId);
            var events = new ByteWriter();
            events.WriteEvent(
                EventKind.Started, call.Id, _clock.GetUtcNow().Ticks, call.Name, call.Payload,
                $"{BirthOf(parent)}{parent.Id}");
            Record.Add(_record, Change.Start, childId, events.Written);
        }

        foreach (var (call, childId) in refused)
        {
            var failure = new Client.OrchestrationAlreadyExistsException(childId);
            turn.WriteEvent(
                EventKind.SubOrchestratorFailed, call, payload: FailureJson.Write(TaskFailureDetails.From(failure)));
        }

        return started;
    }

    private void AnswerParent(Instance child, string? result, TaskFailureDetails? failure)
    {
        if (ParentOf(child) is not { } parent) return;
        var answer = new ByteWriter();
        if (failure is null) answer.WriteEvent(EventKind.SubOrchestratorCompleted, child.ParentCall, payload: result);
        else answer.WriteEvent(EventKind.SubOrchestratorFailed, child.ParentCall, payload: FailureJson.Write(failure));
        Record.Add(_record, Change.Append, parent.Id, answer.Written);
    }

    private void WakeParent(Instance child)
    {
        if (child.Parent is { } parent && _store.Find(IdOf(parent)) is { } found) MakeReady(found);
    }

    // Its creation time tells the parent from a later instance of the same id.
    private Instance? ParentOf(Instance child) =>
        child.Parent is { } named && _store.Find(IdOf(named)) is { HasEnded: false } parent
        && named.StartsWith(BirthOf(parent), StringComparison.Ordinal)
        && parent.WaitsFor(child.ParentCall)
            ? parent
            : null;

    private static string BirthOf(Instance parent) =>
        string.Create(CultureInfo.InvariantCulture, $"{parent.CreatedTicks}|");

    private static string IdOf(string parent) => parent[(parent.IndexOf('|', StringComparison.Ordinal) + 1)..];
}
