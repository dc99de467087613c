namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Describes a delimited bill of a bank, or of NetsUnion's members, by configuration: names, words and units.</summary>
/// <remarks>Words map totally: one that is not listed refuses the bill.</remarks>
public sealed record BillColumns
{
    public required string Channel { get; init; }

    /// <summary>One of <c>, ; |</c> or a tab.</summary>
    public char Separator { get; init; } = ',';

    public bool IsGbk { get; init; }

    /// <summary>What comment lines before the header, and lines after the last row, begin with; empty when there are none.</summary>
    public string CommentMark { get; init; } = "";

    public required string OrderId { get; init; }

    /// <summary>Empty when the bill tells of payments only.</summary>
    public string RefundId { get; init; } = "";

    public required string TransactionId { get; init; }

    public required string Amount { get; init; }

    /// <summary>How many decimals amounts may have: 2 for yuan, 0 when they are minor units already.</summary>
    public int AmountDecimals { get; init; } = 2;

    public bool RefundsAreNegative { get; init; }

    /// <summary>Empty when the bill does not tell fees.</summary>
    public string Fee { get; init; } = "";

    public bool FeesAreNegative { get; init; }

    public required string Time { get; init; }

    public BillTime TimeFormat { get; init; } = BillTime.China;

    /// <summary>Empty when all is in <see cref="DefaultCurrency"/>.</summary>
    public string Currency { get; init; } = "";

    public Currency DefaultCurrency { get; init; } = Core.Currency.Cny;

    public string Merchant { get; init; } = "";

    /// <summary>Empty when every row is a payment.</summary>
    public string Kind { get; init; } = "";

    public IReadOnlyDictionary<string, MovementKind> KindWords { get; init; } = new Dictionary<string, MovementKind>();

    /// <summary>Empty when every row has succeeded.</summary>
    public string Status { get; init; } = "";

    public IReadOnlyDictionary<string, MovementStatus> StatusWords { get; init; } = new Dictionary<string, MovementStatus>();
}
