namespace PayFunctions.Callbacks;

/// <summary>How a callback ended: the <c>outcome</c> it is counted under.</summary>
public enum CallbackOutcome
{
    Applied,
    Repeat,

    /// <summary>Verified, and nothing to apply: not about an order, or about one that it can't change.</summary>
    Nothing,
    Quarantined,
    Refused,

    /// <summary>The provider's own probe, refused as it should be.</summary>
    Probe,

    /// <summary>Storage or engine away: the provider comes again.</summary>
    Unavailable,
}
