namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>How a transaction stands at the provider.</summary>
public enum TransactionState
{
    NotPaid,
    Paid,
    Closed,
}
