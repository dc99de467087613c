namespace Microsoft.DurableTask.Engine;

/// <summary>Counts the work items that are queued or running, and tells when there are none.</summary>
internal sealed class Busy
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _idle;
    private int _items;

    public void Enter()
    {
        lock (_gate) _items++;
    }

    public void Leave()
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
            if (--_items == 0) (idle, _idle) = (_idle, null);

        idle?.SetResult();
    }

    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (_items == 0) return Task.CompletedTask;
            _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }
}
