namespace PayFunctions.Core.Audit;

/// <summary>The first row of a chain that is not what it was.</summary>
/// <param name="Sequence">Its place; one past the last row when rows are missing at the end.</param>
public sealed record BrokenLink(int Sequence, string What);
