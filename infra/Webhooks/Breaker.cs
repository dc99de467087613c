namespace PayFunctions.Infra.Webhooks;

/// <summary>
/// Leaves one address alone for a while after failures in a row, then lets one attempt through to see.
/// </summary>
internal sealed class Breaker
{
    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset? _opensUntil;

    public DateTimeOffset LastUsed { get; private set; }

    /// <summary>Whether an attempt may go through now; once a pause is over, the first alone.</summary>
    /// <param name="pause">How long the next has to wait if this one never comes back.</param>
    public bool TryPass(DateTimeOffset now, TimeSpan pause)
    {
        lock (_gate)
        {
            LastUsed = now;
            if (_opensUntil is null) return true;
            if (now < _opensUntil) return false;
            _opensUntil = now + pause;
            return true;
        }
    }

    /// <returns>True when this failure opened it.</returns>
    public bool Failed(DateTimeOffset now, int most, TimeSpan pause)
    {
        lock (_gate)
        {
            LastUsed = now;
            if (++_failures < most) return false;
            var opens = _opensUntil is null;
            _opensUntil = now + pause;
            return opens;
        }
    }

    /// <returns>True when this success closed it.</returns>
    public bool Succeeded(DateTimeOffset now)
    {
        lock (_gate)
        {
            LastUsed = now;
            var closes = _opensUntil is not null;
            (_failures, _opensUntil) = (0, null);
            return closes;
        }
    }
}
