namespace PayFunctions.Core.Ledger;

/// <summary>One line of a posting: exactly one of debit and credit is above zero, in minor units.</summary>
public sealed record Entry(string Account, long Debit, long Credit, Currency Currency)
{
    internal bool IsOneSided => (Debit > 0 && Credit == 0) || (Debit == 0 && Credit > 0);
}
