namespace PayFunctions.Core.Routing;

/// <summary>Whether a channel's circuit lets new orders through.</summary>
public enum BreakerPhase
{
    Closed,

    /// <summary>The channel does not answer as it should: new orders go through others.</summary>
    Open,

    /// <summary>It has been left alone for a while: probes alone go to it, orders don't yet.</summary>
    HalfOpen,
}
