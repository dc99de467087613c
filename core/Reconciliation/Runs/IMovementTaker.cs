namespace PayFunctions.Core.Reconciliation.Runs;

/// <summary>Takes movements one by one as they are read. A movement lives for the call only.</summary>
public interface IMovementTaker
{
    void Take(in Movement movement);
}
