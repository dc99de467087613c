namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>A refund as the provider holds it: a value; the book replaces it.</summary>
public sealed record SimulatedRefund
{
    public required string MerchantId { get; init; }

    public required string OutRefundNo { get; init; }

    public required string TransactionId { get; init; }

    public required string OutTradeNo { get; init; }

    public required string NotifyUrl { get; init; }

    public required string Reason { get; init; }

    /// <summary>What goes back.</summary>
    public required long Amount { get; init; }

    /// <summary>The whole payment.</summary>
    public required long Total { get; init; }

    /// <summary>The provider's own number.</summary>
    public required string RefundId { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public RefundStatus Status { get; init; }

    public DateTimeOffset? SuccessTime { get; init; }

    /// <summary>Whether both were asked for with the same words; what the provider added does not count.</summary>
    public bool SameParameters(SimulatedRefund other) => AsAskedFor() == other.AsAskedFor();

    private SimulatedRefund AsAskedFor() =>
        this with { RefundId = "", CreateTime = default, Status = default, SuccessTime = null };
}
