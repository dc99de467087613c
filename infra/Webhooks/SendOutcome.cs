namespace PayFunctions.Infra.Webhooks;

/// <summary>How one attempt to deliver a message ended.</summary>
public enum SendOutcome
{
    /// <summary>2xx: the merchant's system took it.</summary>
    Accepted,

    /// <summary>Any other status, a redirect too.</summary>
    Refused,

    /// <summary>410: nobody there wants it any more. It is not tried again.</summary>
    Gone,

    /// <summary>No connection, or no answer in time.</summary>
    NoAnswer,

    /// <summary>The name leads into a network that webhooks may not reach; nothing was sent.</summary>
    ForbiddenAddress,

    /// <summary>The address's breaker is open; nothing was sent.</summary>
    Paused,

    /// <summary>The tenant has no secret any more to sign with; nothing was sent.</summary>
    NoSecret,
}
