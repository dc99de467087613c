namespace PayFunctions.Core.Wallets;

/// <summary>The three messages of try / confirm / cancel, and the clock. Each may come twice and in any order.</summary>
public enum HoldCommand
{
    Try,
    Confirm,
    Cancel,
    Expire,
}
