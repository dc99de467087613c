using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.History;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Replay;

/// <summary>The context of one replay: answers from history while there is one, then writes down what is new.</summary>
internal sealed class OrchestrationContext(
    string name, string instanceId, string? input, TurnThread thread, ILoggerFactory loggers) : TaskOrchestrationContext
{
    public const string IllegalAwait =
        "An orchestrator awaited something that is not durable, or called its context from another thread. "
        + "It may await only what its TaskOrchestrationContext gives: no Task.Run, Task.Delay, I/O, "
        + "ConfigureAwait(false).";

    private readonly Dictionary<int, TaskCompletionSource<Answer>> _open = [];
    private readonly EventInbox _events = new();
    private Turn _turn = new();
    private int _callsMade;
    private int _lastId;

    public override DateTime CurrentUtcDateTime => new(_turn.AtTicks, DateTimeKind.Utc);

    internal override bool IsReplaying => !IsNewTurn;

    /// <summary>What this turn adds to the history.</summary>
    public ByteWriter Added { get; } = new();

    public bool IsNewTurn { get; private set; }

    public string? Mismatch { get; private set; }

    /// <summary>Nothing durable is awaited: an orchestrator that has not ended here never will.</summary>
    public bool AwaitsNothing => _open.Count == 0 && !_events.IsAwaited;

    private protected override ILoggerFactory LoggerFactory => loggers;

    public void Begin(Turn turn, bool isNew)
    {
        (_turn, IsNewTurn, _callsMade) = (turn, isNew, 0);
    }

    public void Deliver(Message message)
    {
        if (message.Kind == EventKind.EventRaised) _events.Raise(message.Name!, message.Payload);
        else if (_open.Remove(message.Id, out var call))
            call.TrySetResult(new(message.Payload, message.Kind == EventKind.ActivityFailed, message.IsFinal));
    }

    /// <summary>Whether the code made every call that the turn's history has.</summary>
    public void ExpectNoMoreCalls(bool ended)
    {
        if (Mismatch is null && _callsMade < _turn.Calls.Count)
            Disagree(_turn.Calls[_callsMade], ended ? "the code ended" : "the code made no call");
    }

    public override T? GetInput<T>()
        where T : default => PayloadJson.Default.Deserialize<T>(input);

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        if (input is TaskOptions && options is null)
            throw new ArgumentException("TaskOptions were given as the input; name the argument.", nameof(input));
        return Retrying.CallAsync(this, options?.Retry, () => CallAsync<TResult>(name, input));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        var timer = Make(EventKind.TimerCreated, fireAt.ToUniversalTime().Ticks, null, null, out var id);
        if (cancellationToken.CanBeCanceled)
            cancellationToken.Register(() => CancelTimer(id, cancellationToken));
        return timer;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureHere();
        return _events.WaitFor<T>(eventName, cancellationToken);
    }

    public override void SetCustomStatus(object? customStatus)
    {
        EnsureHere();
        if (!IsNewTurn) return;
        Added.WriteEvent(EventKind.CustomStatusSet, payload: PayloadJson.Default.Serialize(customStatus));
    }

    private async Task<TResult> CallAsync<TResult>(TaskName name, object? input)
    {
        var payload = PayloadJson.Default.Serialize(input);
        var answer = await Make(EventKind.ActivityCalled, 0, name.Name, payload, out var id);
        if (answer.HasFailed)
            throw new TaskFailedException(name.Name, id, FailureJson.Read(answer.Payload)) { IsFinal = answer.IsFinal };
        return PayloadJson.Default.Deserialize<TResult>(answer.Payload)!;
    }

    private Task<Answer> Make(EventKind kind, long dueTicks, string? name, string? payload, out int id)
    {
        EnsureHere();
        id = ++_lastId;
        if (Mismatch is not null) return new TaskCompletionSource<Answer>().Task;
        if (IsNewTurn) Added.WriteEvent(kind, id, dueTicks, name, payload);
        else Compare(new(kind, id, name));
        _open[id] = new();
        return _open[id].Task;
    }

    private void Compare(RecordedCall made)
    {
        if (_callsMade == _turn.Calls.Count)
        {
            Disagree(null, $"the code called {made}");
            return;
        }

        var recorded = _turn.Calls[_callsMade++];
        var agrees = recorded.Kind == made.Kind && recorded.Id == made.Id
            && string.Equals(recorded.Name, made.Name, StringComparison.OrdinalIgnoreCase);
        if (!agrees) Disagree(recorded, $"the code called {made}");
    }

    private void Disagree(RecordedCall? expected, string made)
    {
        Mismatch ??= $"Orchestrator '{name}', instance '{instanceId}', is not deterministic: history has "
            + $"{(expected is { } call ? call.ToString() : "no call")} at {CurrentUtcDateTime:o}, {made}. "
            + "Code that running instances replay must not change the calls it makes or their order.";
    }

    private void CancelTimer(int id, CancellationToken cancellation)
    {
        if (!thread.IsHere || !_open.Remove(id, out var timer)) return;
        if (IsNewTurn) Added.WriteEvent(EventKind.TimerCancelled, id);
        timer.TrySetCanceled(cancellation);
    }

    private void EnsureHere()
    {
        if (!thread.IsHere) throw new InvalidOperationException(IllegalAwait);
    }
}
