namespace PayFunctions.Core.Orders;

/// <summary>How a payer goes on with an offer.</summary>
public enum OfferKind
{
    /// <summary>Scans a code that shows <see cref="PaymentOffer.Value"/>.</summary>
    Code,

    /// <summary>Opens the page at <see cref="PaymentOffer.Value"/>.</summary>
    Page,

    /// <summary>
    /// Their app calls the provider's up with <see cref="PaymentOffer.Parameters"/>, which are signed and not to be
    /// changed; <see cref="PaymentOffer.Value"/> is the provider's number of the offer.
    /// </summary>
    CallUp,

    /// <summary>
    /// Their app hands <see cref="PaymentOffer.Value"/>, which is signed, to the provider's as it is.
    /// </summary>
    OrderString,

    /// <summary>
    /// Their browser posts <see cref="PaymentOffer.Parameters"/>, which are signed and not to be changed, as a form to
    /// <see cref="PaymentOffer.Value"/>.
    /// </summary>
    Form,
}

/// <summary>What the payer needs in order to pay, as the provider gave it: the same whenever it is asked for.</summary>
/// <param name="Parameters">With <see cref="OfferKind.CallUp"/> and <see cref="OfferKind.Form"/> only: a JSON object, handed
/// on as it is.</param>
public sealed record PaymentOffer(OfferKind Kind, string Value, string? Parameters = null);
