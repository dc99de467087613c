namespace PayFunctions.Tests.Simulation;

/// <summary>How a request of the simulated process to the outside ends.</summary>
internal enum Fate
{
    Answered,

    /// <summary>It never arrived.</summary>
    LostBefore,

    /// <summary>It was carried out, and nobody heard of it.</summary>
    LostAfter,
}

/// <summary>
/// Where every request waits until the simulation lets it through: so one seed decides the order of everything, on one
/// thread and without a clock that runs.
/// </summary>
internal sealed class Gate
{
    private readonly List<Request> _waiting = [];
    private int _work;

    /// <summary>Which piece of work sends the requests that arrive now.</summary>
    public int Work { get; set; }

    /// <summary>Let everything through at once: the faults have stopped.</summary>
    public bool IsOpen { get; set; }

    public int Waiting => _waiting.Count;

    public int NextWork() => ++_work;

    /// <summary>Whether that piece of work waits for an answer yet.</summary>
    public bool IsWaiting(int work) => _waiting.Exists(request => request.Work == work);

    public Task<T> PassAsync<T>(Func<T> effect)
    {
        if (IsOpen) return Task.FromResult(effect());
        // Continuations run where the request is let through, on the simulation's own thread.
        var answer = new TaskCompletionSource<T>();
        _waiting.Add(new(Work, fate => End(answer, effect, fate), () => effect()));
        return answer.Task;
    }

    /// <summary>Lets one of the waiting requests through.</summary>
    public void Release(int index, Fate fate)
    {
        var request = _waiting[index];
        _waiting.RemoveAt(index);
        Work = request.Work;
        request.End(fate);
    }

    /// <summary>The process dies at this request: what it sent may still arrive, and nothing of that work ever goes on.</summary>
    public void Kill(int index, bool arrives)
    {
        var request = _waiting[index];
        if (arrives) request.Carry();
        _waiting.RemoveAll(other => other.Work == request.Work);
    }

    public void KillAll() => _waiting.Clear();

    private static void End<T>(TaskCompletionSource<T> answer, Func<T> effect, Fate fate)
    {
        switch (fate)
        {
            case Fate.Answered:
                answer.SetResult(effect());
                break;
            case Fate.LostAfter:
                effect();
                answer.SetException(new HttpRequestException("The answer was lost."));
                break;
            case Fate.LostBefore:
                answer.SetException(new HttpRequestException("The request was lost."));
                break;
        }
    }

    private sealed record Request(int Work, Action<Fate> End, Action Carry);
}
