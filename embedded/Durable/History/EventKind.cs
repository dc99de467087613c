namespace Microsoft.DurableTask.History;

/// <summary>What can stand in an instance's history. The numbers are on disk.</summary>
internal enum EventKind : byte
{
    /// <summary>Name, input, when.</summary>
    Started = 1,

    /// <summary>The orchestrator ran, over the first <c>Id</c> messages and the timers fired just before.</summary>
    TurnTaken = 2,

    ActivityCalled = 3,
    ActivityCompleted = 4,
    ActivityFailed = 5,
    TimerCreated = 6,
    TimerFired = 7,
    TimerCancelled = 8,
    EventRaised = 9,
    CustomStatusSet = 13,
    Completed = 14,
    Failed = 15,
    Terminated = 16,

    /// <summary>The first turn is not taken before this time.</summary>
    StartsAt = 17,
}

internal static class EventKinds
{
    /// <summary>Comes from outside and waits for a turn.</summary>
    public static bool IsMessage(this EventKind kind) => kind
        is EventKind.ActivityCompleted or EventKind.ActivityFailed or EventKind.EventRaised;

    /// <summary>A call the orchestrator's code made, and must make again on a replay.</summary>
    public static bool IsCall(this EventKind kind) => kind
        is EventKind.ActivityCalled or EventKind.TimerCreated;

    public static bool IsEnd(this EventKind kind) => kind
        is EventKind.Completed or EventKind.Failed or EventKind.Terminated;
}
