using PayFunctions.Core.Reversals;

namespace PayFunctions.Core.Orders;

/// <summary>An order as it stands: a value. It changes only by evidence, and only in the order book.</summary>
public sealed record Order
{
    public required OrderKey Key { get; init; }

    /// <summary>The provider that the open attempt goes through: <c>wechatpay</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>The way of paying at that provider: <c>native</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Our account at the provider (mchid).</summary>
    public required string MerchantId { get; init; }

    public required string Description { get; init; }

    public required Money Total { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Where the merchant's webhooks go; null: nowhere.</summary>
    public string? Notify { get; init; }

    /// <summary>The wallet's account that the payment is put on once it is here; null: none.</summary>
    public string? TopUp { get; init; }

    /// <summary>The span that all that is done of the order belongs to, as its row keeps it; null: nobody traced its creation.</summary>
    public string? Trace { get; init; }

    public OrderState State { get; init; } = OrderState.Created;

    /// <summary>The number of the open attempt, from 1; once there is a payment, of the attempt that was paid.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The attempts beside that one, as <see cref="Others"/> reads them; null: there are none.</summary>
    public string? OtherAttempts { get; init; }

    /// <summary>
    /// How the request asked for a route: its channel (or <c>auto</c>), method and account. Null: it named its channel
    /// and goes through no other.
    /// </summary>
    public string? Asked { get; init; }

    /// <summary>The request's <c>x-pay-env</c>; with <see cref="Asked"/> only.</summary>
    public string? Env { get; init; }

    /// <summary>
    /// Who pays; null where the way does not ask, and once the order has left <see cref="OrderState.Created"/>.
    /// </summary>
    public Payer? Payer { get; init; }

    /// <summary>What the payer needs, as the provider gave it; null before it did.</summary>
    public PaymentOffer? Offer { get; init; }

    public Money Paid { get; init; }

    public Money Refunded { get; init; }

    /// <summary>Set apart for refunds that are under way: what they take can't be asked for again.</summary>
    public Money RefundReserved { get; init; }

    /// <summary>What can still be asked back.</summary>
    public Money Refundable => Paid - Refunded - RefundReserved;

    /// <summary>Whether what it is paid can be shared.</summary>
    public SharingState Sharing { get; init; }

    /// <summary>So long after its payment what is left of that is released; null: only when it is asked for.</summary>
    public int? SettleAfterSeconds { get; init; }

    /// <summary>When what is left is released; null before the payment, and where nobody set a time.</summary>
    public DateTimeOffset? SettlesAt => SettleAfterSeconds is { } seconds ? PaidAt?.AddSeconds(seconds) : null;

    /// <summary>What receivers have got of it and not given back.</summary>
    public Money Shared { get; init; }

    /// <summary>Set apart for splits that are under way.</summary>
    public Money ShareReserved { get; init; }

    /// <summary>How many splits and returns of shares were asked for: the next one's sequence is one more.</summary>
    public int Splits { get; init; }

    /// <summary>What can still be shared; below zero while refunds wait for shares to come back.</summary>
    public Money Sharable => Refundable - Shared - ShareReserved;

    /// <summary>What has to come back before the refunds under way can go.</summary>
    public Money SharesToReturn => Sharable.MinorUnits < 0 ? Money.Zero(Paid.Currency) - Sharable : Money.Zero(Paid.Currency);

    /// <summary>That its payment was asked back as a whole, and what became of that; null: nobody ever asked.</summary>
    public Reversal? Reversal { get; init; }

    /// <summary>Whether its payment is about to go back as a whole: nothing else may take of it.</summary>
    public bool IsBeingReversed => Reversal is { State: ReversalState.Requested };

    /// <summary>
    /// The provider's own number of the payment: the one that won the order, or the late one that goes back.
    /// </summary>
    public string? TransactionId { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>
    /// The payments that came beside that one and went back: their numbers, a space between. Null: none ever came.
    /// </summary>
    public string? SecondTransactions { get; init; }

    /// <summary>Whether that payment came beside the order's own.</summary>
    public bool HasSecond(string transactionId) =>
        $" {SecondTransactions} ".Contains($" {transactionId} ", StringComparison.Ordinal);

    /// <summary>The order with one more payment beside its own.</summary>
    public Order WithSecond(string transactionId) => this with
    {
        SecondTransactions = SecondTransactions is { } before ? $"{before} {transactionId}" : transactionId,
    };

    /// <summary>How many ledger postings the order has: the next one's sequence is one more.</summary>
    public int Postings { get; init; }

    /// <summary>How many messages the merchant was or will be told: the next one's sequence is one more.</summary>
    public int Messages { get; init; }

    /// <summary>
    /// The number sent to the provider as out_trade_no: the order id, and <c>{orderId}-n</c> from the second attempt
    /// on.
    /// </summary>
    public string OutTradeNo => AttemptNumber.Of(Key.OrderId, Attempt);

    /// <summary>The attempt on the order's face.</summary>
    public OrderAttempt Face => new(Attempt, Channel, Method, MerchantId);

    /// <summary>Its provider has said how it ended, and will not say so twice.</summary>
    private OrderAttempt PutAside => Face with { IsClosed = State is OrderState.Closed or OrderState.Failed };

    /// <summary>The attempts beside the one on the order's face, by number.</summary>
    public IReadOnlyList<OrderAttempt> Others => Orders.OtherAttempts.Read(OtherAttempts);

    /// <summary>Whether somebody still has to close an attempt that was left.</summary>
    public bool HasOpenOthers => OtherAttempts is not null && Others.Any(one => !one.IsClosed);

    /// <summary>The order as that attempt shows it, the one on its face put aside; null: it has no such attempt.</summary>
    public Order? Through(int attempt)
    {
        if (attempt == Attempt) return this;
        return Others.FirstOrDefault(one => one.Number == attempt) is { } other
            ? Showing(other, Others.Where(one => one != other).Append(PutAside))
            : null;
    }

    /// <summary>The order with a new attempt on its face, and the one that was there left.</summary>
    public Order Rerouted(OrderAttempt next, bool leftIsClosed) =>
        Showing(next, Others.Append(Face with { IsClosed = leftIsClosed }));

    /// <summary>The order once the provider of that attempt, not on its face, has closed it.</summary>
    public Order WithClosed(OrderAttempt other) => this with
    {
        OtherAttempts = Orders.OtherAttempts.Write(
            Others.Select(one => one == other ? one with { IsClosed = true } : one)),
    };

    private Order Showing(OrderAttempt attempt, IEnumerable<OrderAttempt> others) => this with
    {
        Attempt = attempt.Number,
        Channel = attempt.Channel,
        Method = attempt.Method,
        MerchantId = attempt.MerchantId,
        OtherAttempts = Orders.OtherAttempts.Write(others),
    };

    /// <summary>
    /// Whether both were asked for in the same words: the same request told twice, whatever has become of it.
    /// </summary>
    public bool AsksTheSameAs(Order other) =>
        Key == other.Key && Asked == other.Asked && Env == other.Env && (Asked is not null || Face == other.Face)
        && Description == other.Description && Total == other.Total && Notify == other.Notify
        && TopUp == other.TopUp && SettleAfterSeconds == other.SettleAfterSeconds && Sharing == SharingState.None == (other.Sharing == SharingState.None)
        && (Payer is null || other.Payer is null || Payer == other.Payer)
        && (ExpiresAt - CreatedAt - (other.ExpiresAt - other.CreatedAt)).Duration() < TimeSpan.FromSeconds(1);
}
