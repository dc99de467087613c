namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>What moves a difference.</summary>
public enum DifferenceEvent
{
    /// <summary>A run found it, and a rule may repair it.</summary>
    FoundForRepair,

    /// <summary>A run found it, and a person has to decide.</summary>
    FoundForPeople,

    /// <summary>A person agreed, and one more has to.</summary>
    AgreedInPart,

    /// <summary>Everybody who has to has agreed.</summary>
    Agreed,

    Refused,

    /// <summary>The repair was made.</summary>
    Done,

    /// <summary>The provider or the order would not have it: a person has to look.</summary>
    NotConfirmed,

    /// <summary>Its time to be decided is over.</summary>
    TimedOut,

    /// <summary>The day was compared again, and it is not there any more.</summary>
    NotFound,

    /// <summary>Its repair was taken back.</summary>
    Reversed,
}
