using Microsoft.DurableTask.History;

namespace Microsoft.DurableTask.Replay;

/// <summary>Which turn: of whom, after what, and why now.</summary>
internal readonly record struct TurnToTake(string Name, string InstanceId, byte[] History, int[] Fired, long NowTicks);

/// <summary>What a turn came to: the events it adds, the last of them the end if it ended.</summary>
internal sealed record TurnOutcome(ByteWriter Events, bool Ended, string? Result, TaskFailureDetails? Failure);
