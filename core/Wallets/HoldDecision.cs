namespace PayFunctions.Core.Wallets;

/// <summary>What a command does to the account's two parts, what is free and what is frozen.</summary>
public enum HoldEffect
{
    None,

    /// <summary>Free to frozen.</summary>
    Freeze,

    /// <summary>Frozen to gone.</summary>
    Settle,

    /// <summary>Frozen to free.</summary>
    Release,

    /// <summary>No money: the row that says "cancelled" is written, so that a late try finds it.</summary>
    Fence,
}

/// <summary>The three answers a table can give.</summary>
public enum HoldVerdict
{
    Move,
    Repeat,
    Refuse,
}

/// <summary>The decision on one (state, command) pair.</summary>
public readonly record struct HoldDecision(HoldVerdict Verdict, HoldState To, HoldEffect Effect);
