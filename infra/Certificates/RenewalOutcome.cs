namespace PayFunctions.Infra.Certificates;

/// <summary>How an attempt to renew one account's certificates ended.</summary>
public enum RenewalOutcome
{
    /// <summary>A fresh list is in the ring and in the vault.</summary>
    Renewed,

    /// <summary>The provider has none for this account, and a bare public key verifies.</summary>
    NotOffered,

    /// <summary>Too soon after the one before, of whichever instance.</summary>
    TooSoon,

    /// <summary>Another instance is at it.</summary>
    LockNotAcquired,

    /// <summary>No list to trust, or no vault to keep it in; the ring is what it was, and the next attempt is
    /// scheduled.</summary>
    Failed,
}
