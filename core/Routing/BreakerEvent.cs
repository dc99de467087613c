namespace PayFunctions.Core.Routing;

/// <summary>What can happen to a channel's breaker.</summary>
public enum BreakerEvent
{
    /// <summary>The calls heard were too slow in a row, or failed too often.</summary>
    Tripped,

    /// <summary>Its pause is over.</summary>
    CooledDown,

    /// <summary>As many probes as it takes were answered in time, one after another.</summary>
    Recovered,

    /// <summary>A probe was slow or was not answered.</summary>
    ProbeFailed,
}
