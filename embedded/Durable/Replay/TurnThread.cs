namespace Microsoft.DurableTask.Replay;

/// <summary>Runs an orchestrator's continuations one after another on the thread that takes the turn.</summary>
/// <param name="leftBehind">
/// Told when a continuation comes from elsewhere, during the turn or long after it: the orchestrator awaited what is
/// not durable, and would wait for ever, since running the continuation there would be a race.
/// </param>
internal sealed class TurnThread(Action leftBehind) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _thread = -1;

    public bool IsHere => _thread == Environment.CurrentManagedThreadId;

    public void Run(Action turn)
    {
        var before = Current;
        SetSynchronizationContext(this);
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            turn();
        }
        finally
        {
            _thread = -1;
            SetSynchronizationContext(before);
        }
    }

    public void Drain()
    {
        while (_queue.TryDequeue(out var next)) next.Callback(next.State);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsHere) _queue.Enqueue((d, state));
        else leftBehind();
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsHere) throw new InvalidOperationException(OrchestrationContext.IllegalAwait);
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;
}
