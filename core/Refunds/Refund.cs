using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Refunds;

/// <summary>A refund as it stands: a value. It changes only by evidence, together with its order.</summary>
public sealed record Refund
{
    /// <summary>Unique within the order; sent to the provider as out_refund_no, the same on every try.</summary>
    public required string Id { get; init; }

    public required Money Amount { get; init; }

    public required RefundCause Cause { get; init; }

    /// <summary>The provider's number of the payment that it sends back.</summary>
    public required string TransactionId { get; init; }

    /// <summary>The attempt of the order that this payment was made through.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>As the payer is to read it; null: none.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public RefundState State { get; init; } = RefundState.Requested;

    /// <summary>How often it was sent on its way: 1, and one more for each time an operator restarted it.</summary>
    public int Round { get; init; } = 1;

    /// <summary>The provider's own number of it.</summary>
    public string? ProviderRefundId { get; init; }

    /// <summary>When it ended, by the word of the one who says so.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The provider's code: why it is closed or stuck, or what it still waits for.</summary>
    public string? Code { get; init; }

    /// <summary>The span of what asked for it, as its row keeps it, within its order's trace; null: nobody traced that.</summary>
    public string? Trace { get; init; }

    /// <summary>The ledger posting that booked it; null until it has succeeded.</summary>
    public int? Posting { get; init; }

    /// <summary>Whether it comes out of what the order was paid; else it sends a payment of its own back.</summary>
    public bool IsOfTheOrder => Cause is RefundCause.MerchantRequest or RefundCause.TopUpFailed;

    /// <summary>The order as the attempt shows it whose payment goes back: its channel, account and number.</summary>
    public Order Through(Order order) => order.Through(Attempt) ?? order;

    /// <summary>The whole of the payment that it takes from.</summary>
    public Money WholeOf(Order order) => IsOfTheOrder ? order.Total : Amount;

    /// <summary>Whether its amount is set apart on the order: from the request until it has ended either way.</summary>
    public bool IsReserved => IsOfTheOrder && RefundMachine.IsOpen(State);

    /// <summary>Whether both were asked for in the same words: the same request told twice.</summary>
    public bool AsksTheSameAs(NewRefund other) =>
        Id == other.Id && Amount == other.Amount && Reason == other.Reason && Cause == other.Cause;
}
