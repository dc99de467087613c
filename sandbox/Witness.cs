namespace PayFunctions.Sandbox;

/// <summary>What has happened, in order; others can wait for it instead of asking again and again.</summary>
public sealed class Witness<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _seen = [];
    private TaskCompletionSource _more = NewSignal();

    /// <summary>Everything so far.</summary>
    public T[] All()
    {
        lock (_gate) return [.. _seen];
    }

    /// <summary>Everything so far that fits.</summary>
    public T[] Where(Func<T, bool> fits) => [.. All().Where(fits)];

    /// <summary>Waits until enough has been seen.</summary>
    /// <exception cref="TimeoutException">It did not come within the time given; the message says what was waited
    /// for.</exception>
    public async Task<T[]> WaitAsync(
        Func<T, bool> fits, Func<T[], bool> enough, TimeSpan within, string what, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(within);
        while (true)
        {
            Task more;
            T[] seen;
            lock (_gate)
            {
                seen = [.. _seen.Where(fits)];
                more = _more.Task;
            }

            if (enough(seen)) return seen;
            try
            {
                await more.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                var last = string.Join("; ", seen.TakeLast(5));
                throw new TimeoutException(
                    $"{what} did not come within {within.TotalSeconds:0.#} s; {seen.Length} seen: {last}");
            }
        }
    }

    internal void Add(T happened)
    {
        TaskCompletionSource reached;
        lock (_gate)
        {
            _seen.Add(happened);
            reached = _more;
            _more = NewSignal();
        }

        reached.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
