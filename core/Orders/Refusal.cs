namespace PayFunctions.Core.Orders;

/// <summary>Why evidence was not applied, as a value.</summary>
/// <param name="Field">The field of the evidence, or of the order, that does not agree: <c>total.amount</c>.</param>
public sealed record Refusal(RefusalReason Reason, string Field);
