using System.Collections.Concurrent;

namespace PayFunctions.Sandbox.World;

/// <summary>Parts that don't need each other: they start at the same time, and end at the same time.</summary>
internal sealed class StartedAtOnce : IAsyncDisposable
{
    private readonly ConcurrentBag<IAsyncDisposable> _started = [];

    /// <summary>Ends when the last part has started. Where one fails, those that stand are gone before that is told.</summary>
    public async Task StartAsync(params IEnumerable<Func<Task<IAsyncDisposable>>> parts)
    {
        try
        {
            // Each on a thread of its own: keys and certificates are made before the first await.
            await Task.WhenAll([.. parts.Select(part => Task.Run(async () => _started.Add(await part())))]);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        var ending = new List<Task>();
        while (_started.TryTake(out var one)) ending.Add(one.DisposeAsync().AsTask());
        await Task.WhenAll(ending);
    }
}
