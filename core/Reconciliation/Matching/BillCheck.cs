namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A bill read to its end for what it says of itself, and nothing kept.</summary>
/// <param name="Refusal">Why it is no bill to go on with; null when it is.</param>
public sealed record BillCheck(BillRefusal? Refusal, Tally Movements)
{
    /// <summary>Reads every line on this thread. The source is spent then: open it again to reconcile.</summary>
    public static BillCheck Run(IMovementSource source, CancellationToken cancellation = default)
    {
        var tally = new Tally();
        var lane = new MovementLane(null, tally, null);
        while (source.Next() is { } portion)
        {
            using (portion)
            {
                cancellation.ThrowIfCancellationRequested();
                if (portion.ReadInto(lane) is { } refusal) return new(refusal, tally);
            }
        }

        return new(source.Finish(), tally);
    }
}
