namespace PayFunctions.Sandbox.Vault;

/// <summary>How a vault fails its callers.</summary>
public enum VaultFaultKind
{
    /// <summary>503.</summary>
    Away,

    /// <summary>The connection breaks without an answer.</summary>
    Broken,

    /// <summary>The connection stays open, and nothing ever comes.</summary>
    Stalled,

    /// <summary>429 with Retry-After.</summary>
    Throttled,

    /// <summary>403: whoever asks may not.</summary>
    Forbidden,

    /// <summary>404 for everything, as after a restore into the wrong vault.</summary>
    Emptied,
}
