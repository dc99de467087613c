namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Takes the findings, one at a time, always in the same order: by the hash of their keys.</summary>
public interface IDifferenceSink
{
    void Take(in Difference difference);

    /// <summary>A place of one thread's own, where findings are made ready before their turn; null where that gains nothing.</summary>
    IDifferenceDraft? NewDraft() => null;
}
