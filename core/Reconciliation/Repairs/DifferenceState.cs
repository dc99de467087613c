namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>Where a difference stands.</summary>
public enum DifferenceState
{
    /// <summary>To be repaired by itself.</summary>
    Planned,

    /// <summary>Waits for a person, or for a second one.</summary>
    Waiting,

    /// <summary>Everybody who has to has agreed; it is repaired next.</summary>
    Approved,

    /// <summary>The order booked what was missing, or a person let it stand.</summary>
    Repaired,

    /// <summary>A person said no: it stays as it is, and the next run finds it again without asking.</summary>
    Rejected,

    /// <summary>Nobody decided in time.</summary>
    Expired,

    /// <summary>The books agree about it by now, without a repair.</summary>
    Gone,

    /// <summary>It was repaired, and that was taken back by a compensating posting.</summary>
    TakenBack,
}
