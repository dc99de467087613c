namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Takes a partition's movements, buffer by buffer.</summary>
internal interface IPartitionReader
{
    void Take(Side side, ReadOnlySpan<byte> movements);
}
