namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Divides one partition's movements among the parts of its range.</summary>
internal sealed class Redistribution(PartitionSet parts, ChunkPool pool)
{
    private readonly LaneBuffers[] _lanes =
        [new LaneBuffers(parts, pool, Side.Here), new LaneBuffers(parts, pool, Side.There)];

    public void Run(Partition partition)
    {
        partition.Drain(Side.Here, Take);
        partition.Drain(Side.There, Take);
        foreach (var lane in _lanes) lane.Close();
    }

    private void Take(Side side, ReadOnlySpan<byte> movements)
    {
        for (int size; !movements.IsEmpty; movements = movements[size..])
        {
            size = PackedMovement.Size(movements);
            movements[..size].CopyTo(_lanes[(int)side].Take(PackedMovement.Hash(movements), size));
        }
    }
}
