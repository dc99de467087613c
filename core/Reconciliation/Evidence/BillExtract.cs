namespace PayFunctions.Core.Reconciliation.Evidence;

/// <summary>One line of a bill as the provider wrote it.</summary>
/// <param name="File">The bill's name.</param>
/// <param name="BillHash">SHA-256 of the archived file, in hex: what the line was taken from.</param>
/// <param name="Line">From 1, in the uncompressed file.</param>
/// <param name="Offset">Its first byte in the uncompressed file.</param>
/// <param name="Raw">Its bytes with its line end, untouched.</param>
public sealed record BillExtract(string File, string BillHash, long Line, long Offset, ReadOnlyMemory<byte> Raw);
