using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.ApplePay;

/// <summary>The bank's side that takes a network token's payment. Each acquirer has a protocol of its own.</summary>
/// <remarks>An order's out_trade_no is the key over there: asked for twice, it is one payment.</remarks>
public interface IAcquirer
{
    /// <summary>Asks for the payment. The token is not kept, here or in what is logged.</summary>
    Task<AcquirerAnswer> AuthorizeAsync(Order order, NetworkToken token, CancellationToken cancellation);

    /// <summary>Asks how the payment stands.</summary>
    Task<AcquirerAnswer> QueryAsync(Order order, CancellationToken cancellation);

    /// <summary>Makes sure that none comes any more. Safe to repeat.</summary>
    Task<AcquirerAnswer> CloseAsync(Order order, CancellationToken cancellation);
}

/// <summary>How an acquirer answered.</summary>
public enum AcquirerOutcome
{
    Approved,
    Declined,

    /// <summary>Closed: no payment of that number can come any more.</summary>
    Closed,

    /// <summary>It knows no payment of that number.</summary>
    NotFound,

    /// <summary>It provably never left: safe to send again.</summary>
    NotSent,

    /// <summary>Sent and not answered: only a query can tell.</summary>
    Unknown,
}

/// <param name="TransactionId">The acquirer's number of the payment; with
/// <see cref="AcquirerOutcome.Approved"/>.</param>
/// <param name="Code">Its own word for why not.</param>
public sealed record AcquirerAnswer(AcquirerOutcome Outcome, string? TransactionId = null, string? Code = null);
