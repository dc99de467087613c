using Microsoft.DurableTask.History;

namespace Microsoft.DurableTask.Replay;

/// <summary>What came from outside: an answer to a call, a timer's firing, or an event.</summary>
internal readonly record struct Message(EventKind Kind, int Id, string? Name, string? Payload, bool IsFinal = false);

/// <summary>A call as history has it.</summary>
internal readonly record struct RecordedCall(EventKind Kind, int Id, string? Name)
{
    public override string ToString() =>
        Kind == EventKind.ActivityCalled ? $"activity '{Name}' (#{Id})" : $"a timer (#{Id})";
}

/// <summary>One run of the orchestrator: when, over which messages, and which calls it made the first time.</summary>
internal sealed class Turn
{
    public long AtTicks { get; set; }

    public List<Message> Messages { get; } = [];

    public List<RecordedCall> Calls { get; } = [];
}
