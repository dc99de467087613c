namespace PayFunctions.Core.Routing;

/// <summary>Whether a channel takes new orders just now.</summary>
public enum Availability
{
    Up,

    /// <summary>Its circuit is open, or half-open.</summary>
    CircuitOpen,

    /// <summary>Within a planned window.</summary>
    Maintenance,
}
