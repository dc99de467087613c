using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Replay;

/// <summary>External events: buffered first in, first out until awaited; names without regard to case.</summary>
/// <remarks>
/// durabletask-dotnet src/Worker/Core/Shims/TaskOrchestrationContextWrapper.cs: the latest waiter is served first, and
/// a cancelled one still takes the event it is served. That is why an orchestrator keeps one wait, uncancelled.
/// </remarks>
internal sealed class EventInbox
{
    private readonly Dictionary<string, Queue<string?>> _buffered = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Stack<IWaiter>> _waiting = new(StringComparer.OrdinalIgnoreCase);

    private interface IWaiter
    {
        Type Type { get; }

        void Take(string? payload);
    }

    public bool IsAwaited => _waiting.Count > 0;

    public Task<T> WaitFor<T>(string name, CancellationToken cancellation)
    {
        var waiter = new Waiter<T>();
        if (_waiting.TryGetValue(name, out var others))
        {
            if (others.Peek().Type != typeof(T))
                throw new ArgumentException(
                    $"Event '{name}' is already awaited as {others.Peek().Type}, so it cannot be as {typeof(T)}.");
            others.Push(waiter);
        }
        else _waiting[name] = new([waiter]);

        if (_buffered.TryGetValue(name, out var early))
        {
            var payload = early.Dequeue();
            if (early.Count == 0) _buffered.Remove(name);
            Raise(name, payload);
        }

        cancellation.Register(() => waiter.TrySetCanceled(cancellation));
        return waiter.Task;
    }

    public void Raise(string name, string? payload)
    {
        if (!_waiting.TryGetValue(name, out var waiters))
        {
            if (!_buffered.TryGetValue(name, out var buffer)) _buffered[name] = buffer = new();
            buffer.Enqueue(payload);
            return;
        }

        var waiter = waiters.Pop();
        if (waiters.Count == 0) _waiting.Remove(name);
        waiter.Take(payload);
    }

    private sealed class Waiter<T> : TaskCompletionSource<T>, IWaiter
    {
        public Type Type => typeof(T);

        public void Take(string? payload)
        {
            try
            {
                TrySetResult(PayloadJson.Default.Deserialize<T>(payload)!);
            }
            catch (System.Text.Json.JsonException e)
            {
                TrySetException(e);
            }
        }
    }
}
