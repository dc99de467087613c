namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>An order as the provider holds it: a value; the book replaces it.</summary>
public sealed record Transaction
{
    public required string MerchantId { get; init; }

    public required string AppId { get; init; }

    public required string OutTradeNo { get; init; }

    public required string Description { get; init; }

    public required string NotifyUrl { get; init; }

    public required long Total { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset? TimeExpire { get; init; }

    public required string Attach { get; init; }

    public required string CodeUrl { get; init; }

    public TransactionState State { get; init; }

    public string? TransactionId { get; init; }

    /// <summary>What the payer paid; in <see cref="TransactionState.Paid"/> only.</summary>
    public long PaidTotal { get; init; }

    public DateTimeOffset? SuccessTime { get; init; }

    /// <summary>Whether both were asked for with the same words; what the provider added does not count.</summary>
    public bool SameParameters(Transaction other) => AsAskedFor() == other.AsAskedFor();

    private Transaction AsAskedFor() =>
        this with { CodeUrl = "", State = default, TransactionId = null, PaidTotal = 0, SuccessTime = null };
}
