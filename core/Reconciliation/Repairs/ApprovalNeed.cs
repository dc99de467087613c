namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>How many people have to agree to a repair.</summary>
public enum ApprovalNeed
{
    /// <summary>The policy has agreed.</summary>
    None = 0,

    One = 1,

    /// <summary>Two, and not the same one twice.</summary>
    Two = 2,
}
