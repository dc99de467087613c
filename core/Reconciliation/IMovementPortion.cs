using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation;

/// <summary>Some movements of a source, read by any thread while others read the portions beside it.</summary>
public interface IMovementPortion : IDisposable
{
    /// <summary>Reads every movement into the lane, or says where the first that does not read stands.</summary>
    BillRefusal? ReadInto(MovementLane lane);
}
