namespace PayFunctions.Core.Orders;

/// <summary>One way an order was offered to a payer: which provider, by which of its ways, to which account.</summary>
/// <param name="Number">From 1, in the order in which they were begun.</param>
/// <param name="IsClosed">Its provider has said that it can't be paid any more. Until then somebody keeps asking.</param>
public sealed record OrderAttempt(int Number, string Channel, string Method, string MerchantId, bool IsClosed = false);
