using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.History;

/// <summary>A call that has no answer yet: where its event stands, and for a timer when it is due.</summary>
internal readonly record struct OpenCall(EventKind Kind, int Id, int Position, long DueTicks);

/// <summary>One orchestration; idle, little more than its history's bytes. Guarded by the store's gate.</summary>
internal sealed class Instance(string id)
{
    public const int StartTimer = 0;

    private static readonly List<OpenCall> None = [];

    private int _messages;
    private int _consumed;

    public string Id => id;

    public string Name { get; private set; } = "";

    /// <summary>Replaced, never written to: a replay may read it outside the gate.</summary>
    public byte[] History { get; private set; } = [];

    public int Events { get; private set; }

    public long CreatedTicks { get; private set; }

    public long UpdatedTicks { get; private set; }

    public long StartsAtTicks { get; private set; }

    public OrchestrationRuntimeStatus Status { get; private set; } = OrchestrationRuntimeStatus.Pending;

    public List<OpenCall> Open { get; private set; } = None;

    public List<int>? Fired { get; set; }

    public bool InQueue { get; set; }

    public bool InTurn { get; set; }

    public int Crashes { get; set; }

    public bool HasEnded => Status
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    public bool HasWork => !HasEnded && (Status == OrchestrationRuntimeStatus.Pending
        ? StartsAtTicks == 0 || Fired is { Count: > 0 }
        : _messages > _consumed || Fired is { Count: > 0 });

    public bool WaitsFor(int call) => Open.Exists(open => open.Id == call);

    /// <summary>The one way history grows, at work and at opening alike.</summary>
    public void Append(ReadOnlySpan<byte> events)
    {
        var start = History.Length;
        var longer = GC.AllocateUninitializedArray<byte>(start + events.Length);
        History.CopyTo(longer, 0);
        events.CopyTo(longer.AsSpan(start));
        History = longer;

        var reader = new HistoryReader(events);
        var position = start;
        while (reader.TryRead(out var happened))
        {
            Apply(happened, position);
            position = start + reader.Position;
        }

        if (!HasEnded) return;
        History = EndedHistory.Of(History);
        (Open, Fired) = (None, null);
    }

    private void Apply(in HistoryEvent happened, int position)
    {
        Events++;
        switch (happened.Kind)
        {
            case EventKind.Started:
                Name = string.Intern(happened.Name!);
                CreatedTicks = UpdatedTicks = happened.Ticks;
                break;
            case EventKind.StartsAt:
                StartsAtTicks = happened.Ticks;
                OpenUp(new(EventKind.TimerCreated, StartTimer, position, happened.Ticks));
                break;
            case EventKind.TurnTaken:
                (_consumed, UpdatedTicks, Status) = (happened.Id, happened.Ticks, OrchestrationRuntimeStatus.Running);
                break;
            case EventKind.ActivityCalled or EventKind.TimerCreated:
                OpenUp(new(happened.Kind, happened.Id, position, happened.Ticks));
                break;
            case EventKind.ActivityCompleted or EventKind.ActivityFailed:
                _messages++;
                Close(happened.Id);
                break;
            case EventKind.TimerFired or EventKind.TimerCancelled:
                Close(happened.Id);
                break;
            case EventKind.EventRaised:
                _messages++;
                break;
            case EventKind.CustomStatusSet:
                break;
            case EventKind.Completed:
                End(OrchestrationRuntimeStatus.Completed, happened.Ticks);
                break;
            case EventKind.Failed:
                End(OrchestrationRuntimeStatus.Failed, happened.Ticks);
                break;
            case EventKind.Terminated:
                End(OrchestrationRuntimeStatus.Terminated, happened.Ticks);
                break;
            default:
                throw new InvalidDataException(
                    $"Instance '{id}': event kind {(byte)happened.Kind} is of a later version.");
        }
    }

    private void End(OrchestrationRuntimeStatus status, long ticks) => (Status, UpdatedTicks) = (status, ticks);

    private void OpenUp(OpenCall call)
    {
        if (ReferenceEquals(Open, None)) Open = new(1);
        Open.Add(call);
    }

    private void Close(int call)
    {
        Open.RemoveAll(open => open.Id == call);
        if (Open.Count == 0) Open = None;
    }
}
