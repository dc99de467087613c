using Microsoft.DurableTask.History;

namespace Microsoft.DurableTask.Engine;

/// <summary>All timers of all instances behind one timer of the clock. Guarded by the engine's gate.</summary>
internal sealed class TimerQueue : IDisposable
{
    // A clock's timer takes at most some 49 days; a longer wait looks again on the way.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private PriorityQueue<(Instance Instance, int Call), long> _due = new();
    private long _armedTicks = long.MaxValue;
    private int _cancelled;

    public TimerQueue(TimeProvider clock, Action tick)
    {
        _clock = clock;
        var never = Timeout.InfiniteTimeSpan;
        _timer = clock.CreateTimer(static state => ((Action)state!)(), tick, never, never);
    }

    /// <summary>Timers that will still wake somebody.</summary>
    public int Live => _due.Count - _cancelled;

    public void Add(Instance instance, int call, long dueTicks)
    {
        _due.Enqueue((instance, call), dueTicks);
        if (dueTicks < _armedTicks) Arm();
    }

    /// <summary>A cancelled timer goes when it comes to the front, or when such are most of the queue.</summary>
    public void CountCancelled(int timers)
    {
        _cancelled += timers;
        if (_cancelled < 1024 || _cancelled < _due.Count / 2) return;
        _due = new(_due.UnorderedItems.Where(item => IsLive(item.Element)));
        _cancelled = 0;
    }

    public List<(Instance Instance, int Call)> TakeDue()
    {
        var taken = new List<(Instance, int)>();
        var now = _clock.GetUtcNow().Ticks;
        while (_due.TryPeek(out var first, out var dueTicks) && (dueTicks <= now || !IsLive(first)))
        {
            _due.Dequeue();
            if (IsLive(first)) taken.Add(first);
            else _cancelled--;
        }

        _armedTicks = long.MaxValue;
        Arm();
        return taken;
    }

    public void Dispose() => _timer.Dispose();

    private static bool IsLive((Instance Instance, int Call) timer) => timer.Instance.WaitsFor(timer.Call);

    private void Arm()
    {
        if (!_due.TryPeek(out _, out var dueTicks)) return;
        _armedTicks = dueTicks;
        var wait = TimeSpan.FromTicks(Math.Max(0, dueTicks - _clock.GetUtcNow().Ticks));
        // A clock's timer counts whole milliseconds: rounded up, or it would wake just before the time.
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        _timer.Change(whole < LongestWait ? whole : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
