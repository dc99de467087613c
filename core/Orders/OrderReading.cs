namespace PayFunctions.Core.Orders;

/// <summary>An order as it was asked for, or every field that stands in its way: exactly one of the two.</summary>
public sealed record OrderReading(Order? Order, IReadOnlyList<FieldProblem> Problems);
