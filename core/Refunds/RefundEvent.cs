namespace PayFunctions.Core.Refunds;

/// <summary>What evidence says has happened to a refund.</summary>
public enum RefundEvent
{
    /// <summary>The provider works on it.</summary>
    Accepted,

    Succeeded,
    Closed,
    Abnormal,

    /// <summary>The provider refused the request for good, and asked about it, does not know it.</summary>
    Refused,

    /// <summary>An operator sends it on its way again.</summary>
    Restarted,

    /// <summary>An operator gives it up.</summary>
    GivenUp,
}
