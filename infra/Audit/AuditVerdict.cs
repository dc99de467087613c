using PayFunctions.Core.Audit;

namespace PayFunctions.Infra.Audit;

/// <summary>Whether one chain still is what was written.</summary>
/// <param name="Name">What it is about: <c>order default|ORD1</c>, <c>system 20261121</c>.</param>
/// <param name="Rows">How many rows were read.</param>
/// <param name="Broken">The first link that is wrong; null when all hold.</param>
public sealed record AuditVerdict(string Name, int Rows, BrokenLink? Broken)
{
    /// <summary>What of it is from before there was an audit, and so in no chain; null: the chain tells all.</summary>
    public string? Unproved { get; init; }
}
