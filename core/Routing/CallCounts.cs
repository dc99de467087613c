namespace PayFunctions.Core.Routing;

/// <summary>What was heard of a channel's calls lately: a value of a few numbers, whatever the traffic.</summary>
/// <remarks>Failures are counted in two halves of the window, of which the older is dropped as time goes on.</remarks>
/// <param name="SlowInRow">Slow calls since the last that went well. A failure in no time leaves the row as it is.</param>
/// <param name="HalfSince">When the younger half began.</param>
public readonly record struct CallCounts(
    int SlowInRow, DateTimeOffset HalfSince, int Calls, int Failures, int CallsBefore, int FailuresBefore)
{
    public CallCounts Hear(CallHeard call, BreakerRules rules)
    {
        var slow = call.Took > rules.SlowAfter;
        return At(call.At, rules.Window / 2).Add(call.Failed) with
        {
            SlowInRow = slow ? SlowInRow + 1 : call.Failed ? SlowInRow : 0,
        };
    }

    /// <summary>Why the circuit has to open by now; null: it has not.</summary>
    public BreakerReason? Trips(BreakerRules rules)
    {
        if (SlowInRow >= rules.SlowCalls) return BreakerReason.Slow;
        var (calls, failures) = (Calls + CallsBefore, Failures + FailuresBefore);
        return calls >= rules.CallsLeast && failures >= rules.ErrorShare * calls ? BreakerReason.Failing : null;
    }

    private CallCounts Add(bool failed) => this with { Calls = Calls + 1, Failures = Failures + (failed ? 1 : 0) };

    /// <summary>A clock that was set back goes on in the half it is in.</summary>
    private CallCounts At(DateTimeOffset now, TimeSpan half)
    {
        if (now < HalfSince + half) return this;
        var next = this with { HalfSince = now, Calls = 0, Failures = 0 };
        return now < HalfSince + half + half
            ? next with { HalfSince = HalfSince + half, CallsBefore = Calls, FailuresBefore = Failures }
            : next with { CallsBefore = 0, FailuresBefore = 0 };
    }
}
