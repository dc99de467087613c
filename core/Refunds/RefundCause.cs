namespace PayFunctions.Core.Refunds;

/// <summary>Why there is a refund, and so whose money it sends back.</summary>
public enum RefundCause
{
    /// <summary>The merchant asked for it: it comes out of what the order was paid.</summary>
    MerchantRequest,

    /// <summary>Money came after the order had ended unpaid: all of it goes back by itself.</summary>
    LatePayment,

    /// <summary>The order was paid once more: all of that goes back by itself.</summary>
    SecondPayment,

    /// <summary>
    /// A payment that contradicts its order (another amount, for one): an operator sends all of it back.
    /// </summary>
    QuarantinedPayment,

    /// <summary>The order was to top a wallet up and could not: what it was paid goes back by itself.</summary>
    TopUpFailed,
}
