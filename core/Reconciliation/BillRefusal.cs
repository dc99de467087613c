namespace PayFunctions.Core.Reconciliation;

/// <summary>A bill is taken whole or refused whole; this is why, and where to look.</summary>
/// <param name="Line">From 1, in the uncompressed file; 0 when the whole file is meant.</param>
/// <param name="Column">The cell, from 1; 0 when the whole line is meant.</param>
public sealed record BillRefusal(BillFault Fault, string File, long Line, int Column, string What)
{
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => $"{File}: {What}",
        (_, 0) => $"{File}, line {Line}: {What}",
        _ => $"{File}, line {Line}, column {Column}: {What}",
    };
}
