namespace PayFunctions.Core.Orders;

/// <summary>One field of a request that can't stand, named as the request names it, and why.</summary>
public sealed record FieldProblem(string Field, string Message);
