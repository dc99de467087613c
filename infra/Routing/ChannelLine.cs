using PayFunctions.Core.Routing;

namespace PayFunctions.Infra.Routing;

/// <summary>What this instance knows of one channel.</summary>
internal sealed class ChannelLine(string channel)
{
    private readonly Lock _gate = new();
    private CallCounts _counts;
    private StoredStanding _known = StoredStanding.Fresh;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    public string Channel => channel;

    public StoredStanding Known
    {
        get
        {
            lock (_gate) return _known;
        }
    }

    public bool IsOlderThan(TimeSpan age, DateTimeOffset now)
    {
        lock (_gate) return now - _readAt >= age || now < _readAt;
    }

    /// <summary>What stands now. What was heard in another phase says nothing of this one.</summary>
    public void Learn(StoredStanding stands, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (stands.Standing.Phase != _known.Standing.Phase || stands.Standing.Since != _known.Standing.Since)
                _counts = default;
            (_known, _readAt) = (stands, now);
        }
    }

    public CallCounts Hear(CallHeard call, BreakerRules rules)
    {
        lock (_gate) return _counts = _counts.Hear(call, rules);
    }
}
