namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>How a transaction stands at the provider.</summary>
public enum TransactionState
{
    NotPaid,
    Paid,
    Closed,

    /// <summary>The payer's bank or account failed it.</summary>
    PayError,

    /// <summary>Taken back as a whole.</summary>
    Revoked,
}
