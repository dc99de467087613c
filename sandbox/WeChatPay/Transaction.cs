namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>An order as the provider holds it: a value; the book replaces it.</summary>
public sealed record Transaction
{
    public required string MerchantId { get; init; }

    public required string AppId { get; init; }

    /// <summary>How it was placed: <c>native</c>, <c>jsapi</c>, <c>app</c> or <c>h5</c>.</summary>
    public required string Way { get; init; }

    public required string OutTradeNo { get; init; }

    public required string Description { get; init; }

    public required string NotifyUrl { get; init; }

    public required long Total { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset? TimeExpire { get; init; }

    public required string Attach { get; init; }

    /// <summary>Whom a JSAPI order was placed for; nobody else can pay it.</summary>
    public string OpenId { get; init; } = "";

    /// <summary>What an H5 order's scene says: the payer's address and the kind of their device.</summary>
    public string Scene { get; init; } = "";

    /// <summary>Whether its money is frozen for sharing.</summary>
    public bool ProfitSharing { get; init; }

    /// <summary>What the prepay was answered with: a code's URL, a prepay id or a page's URL.</summary>
    public required string Offer { get; init; }

    public TransactionState State { get; init; }

    public string? TransactionId { get; init; }

    /// <summary>What the payer paid; in <see cref="TransactionState.Paid"/> only.</summary>
    public long PaidTotal { get; init; }

    public DateTimeOffset? SuccessTime { get; init; }

    /// <summary>Whether anything of it was ever sent back.</summary>
    public bool IsRefunded { get; init; }

    /// <summary>Whether both were asked for with the same words; what the provider added does not count.</summary>
    public bool SameParameters(Transaction other) => AsAskedFor() == other.AsAskedFor();

    private Transaction AsAskedFor() =>
        this with { Offer = "", State = default, TransactionId = null, PaidTotal = 0, SuccessTime = null };
}
