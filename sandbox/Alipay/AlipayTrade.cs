namespace PayFunctions.Sandbox.Alipay;

/// <summary>How a trade stands at Alipay.</summary>
public enum AlipayTradeState
{
    /// <summary>Ordered, and no trade yet: the code is not scanned.</summary>
    NotOpened,

    Waiting,
    Paid,
    Closed,
}

/// <summary>A refund as Alipay holds it.</summary>
/// <param name="RequestNo">The merchant's number of it; null: a cancel sent the money back.</param>
public sealed record AlipayRefund(string? RequestNo, decimal Amount, DateTimeOffset At);

/// <summary>A trade as Alipay holds it: a value; the book replaces it. Amounts are yuan.</summary>
public sealed record AlipayTrade
{
    public required string AppId { get; init; }

    public required string OutTradeNo { get; init; }

    public required string Method { get; init; }

    public required decimal Total { get; init; }

    public required string Subject { get; init; }

    public required string NotifyUrl { get; init; }

    public string? PassbackParams { get; init; }

    public DateTimeOffset? TimeExpire { get; init; }

    /// <summary>What precreate was answered with; empty for the other ways.</summary>
    public string Offer { get; init; } = "";

    public AlipayTradeState State { get; init; }

    public string? TradeNo { get; init; }

    public decimal PaidTotal { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public IReadOnlyList<AlipayRefund> Refunds { get; init; } = [];

    public decimal Refunded => Refunds.Sum(refund => refund.Amount);

    /// <summary>Whether both were asked for with the same words.</summary>
    public bool SameParameters(AlipayTrade other) =>
        (AppId, Method, Total, Subject, TimeExpire) == (other.AppId, other.Method, other.Total, other.Subject, other.TimeExpire);
}
