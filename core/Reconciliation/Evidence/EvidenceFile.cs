namespace PayFunctions.Core.Reconciliation.Evidence;

/// <summary>One file of a pack.</summary>
/// <param name="Name">Lower case, of letters, digits, points, hyphens and single slashes: <c>callbacks/1.json</c>.</param>
/// <param name="Source">Where it comes from, in words: a store and a key, a bill and a line.</param>
public sealed record EvidenceFile(string Name, ReadOnlyMemory<byte> Content, string Source);
