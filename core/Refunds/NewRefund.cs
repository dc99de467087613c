namespace PayFunctions.Core.Refunds;

/// <summary>A refund that can be asked for; whether the order has that much left is not looked at yet.</summary>
public sealed record NewRefund(
    string Id, Money Amount, string? Reason, RefundCause Cause = RefundCause.MerchantRequest);
