namespace PayFunctions.Sandbox.UnionPay;

/// <summary>A trade as UnionPay holds it: a payment, a refund or a reversal. A value; the book replaces it. Amounts are
/// fen.</summary>
public sealed record UnionPayTrade
{
    public required string MerchantId { get; init; }

    /// <summary>The merchant's number: with <see cref="TxnTime"/>, it names the trade.</summary>
    public required string OrderId { get; init; }

    public required string TxnTime { get; init; }

    /// <summary>01 payment, 04 refund, 31 reversal.</summary>
    public required string TxnType { get; init; }

    public required long Amount { get; init; }

    public required string BackUrl { get; init; }

    public string ReqReserved { get; init; } = "";

    /// <summary>Past it, a payment is not taken.</summary>
    public DateTimeOffset? PayTimeout { get; init; }

    public required string QueryId { get; init; }

    /// <summary>The payment that a refund or a reversal sends back.</summary>
    public string OriginalQueryId { get; init; } = "";

    /// <summary>00 once it is done; 05 while the payer is at it.</summary>
    public string RespCode { get; init; } = "05";

    public DateTimeOffset? DoneAt { get; init; }

    public bool IsDone => RespCode == "00";
}
