namespace PayFunctions.Infra.Vault;

/// <summary>How a request to the vault ended.</summary>
public enum VaultOutcome
{
    Done,

    /// <summary>404: there is no such secret, certificate or version, or the vault itself is gone.</summary>
    NotFound,

    /// <summary>401 or 403: the vault does not let this app do that.</summary>
    Refused,

    /// <summary>429: too much was asked of it.</summary>
    Throttled,

    /// <summary>No answer, 408 or 5xx.</summary>
    Away,

    /// <summary>There is something under that name, and it is not what it should be.</summary>
    Unreadable,
}
