namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Findings that one thread makes ready while another has its turn: half of a day's rows may differ, and each takes a line of text.</summary>
public interface IDifferenceDraft
{
    /// <returns>False when it is full: the sink itself is told of this one and those after it, in their turn.</returns>
    bool TryTake(in Difference difference);

    /// <summary>Now it is their turn: the sink gets what was taken, and the draft begins anew.</summary>
    void HandOver();
}
