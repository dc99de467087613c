using System.Threading.Channels;
using Microsoft.DurableTask.Journal;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Engine;

/// <summary>Work items of one kind, so many at once, in the order they came.</summary>
internal sealed class WorkQueue<T>(Busy busy, ILogger logger, Func<T, Task> work)
{
    private readonly Channel<T> _items = Channel.CreateUnbounded<T>();
    private Task[] _workers = [];

    public void Add(T item)
    {
        busy.Enter();
        _items.Writer.TryWrite(item);
    }

    public void Start(int workers, CancellationToken stopping) =>
        _workers = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(stopping), default))];

    /// <summary>Returns when no worker is in an item any more. Items left are in the journal.</summary>
    public Task StoppedAsync() => Task.WhenAll(_workers);

    private async Task WorkAsync(CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested) await WorkAsync(await _items.Reader.ReadAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (JournalStoppedException e)
        {
            Log.JournalStopped(logger, e);
        }
    }

    private async Task WorkAsync(T item)
    {
        try
        {
            await work(item);
        }
        catch (Exception e) when (e is not JournalStoppedException)
        {
            // A bug of the engine's own costs this item, which the journal still has, and not the worker.
            Log.WorkItemBroke(logger, e);
        }
        finally
        {
            busy.Leave();
        }
    }
}
