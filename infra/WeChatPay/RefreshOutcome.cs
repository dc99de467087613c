namespace PayFunctions.Infra.WeChatPay;

/// <summary>How an attempt to read the platform certificates ended.</summary>
internal enum RefreshOutcome
{
    /// <summary>A fresh ring is in place.</summary>
    Read,

    /// <summary>The provider answered that there are none for this merchant: normal in public-key mode.</summary>
    NotOffered,

    /// <summary>No answer to trust; tried again soon.</summary>
    Failed,

    /// <summary>Too soon after the one before.</summary>
    TooSoon,
}
