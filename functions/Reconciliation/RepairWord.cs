namespace PayFunctions.Reconciliation;

/// <summary>How a repair went.</summary>
public enum RepairEnd
{
    Done,

    /// <summary>Provider or order would not have it: a person has to look.</summary>
    NotConfirmed,

    /// <summary>Somebody could not be asked: try again.</summary>
    Later,
}

/// <summary>What came of a repair, in a sentence.</summary>
internal sealed record RepairWord(RepairEnd End, string Said)
{
    public static RepairWord Done(string said) => new(RepairEnd.Done, said);

    public static RepairWord No(string said) => new(RepairEnd.NotConfirmed, said);

    public static RepairWord Later(string said) => new(RepairEnd.Later, said);
}
