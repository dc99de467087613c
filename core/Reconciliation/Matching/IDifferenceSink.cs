namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Takes the findings, one at a time, always in the same order: by the hash of their keys.</summary>
public interface IDifferenceSink
{
    void Take(in Difference difference);
}
