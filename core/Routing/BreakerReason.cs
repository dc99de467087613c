namespace PayFunctions.Core.Routing;

/// <summary>Why a breaker stands where it stands.</summary>
public enum BreakerReason
{
    /// <summary>Nothing speaks against the channel.</summary>
    None,

    /// <summary>Its calls were too slow, one after another.</summary>
    Slow,

    /// <summary>Too many of its calls failed.</summary>
    Failing,

    /// <summary>Its pause was over.</summary>
    CooledDown,

    /// <summary>It did not answer a probe in time.</summary>
    ProbeFailed,

    /// <summary>It answered its probes.</summary>
    Recovered,
}
