namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>How a refund stands at the provider.</summary>
public enum RefundStatus
{
    Processing,
    Success,
    Closed,

    /// <summary>The payer's card can't take it: the merchant has to do something.</summary>
    Abnormal,
}
