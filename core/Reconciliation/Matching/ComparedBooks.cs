namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Which two books were held against each other: the third side makes it three ways.</summary>
public enum ComparedBooks : byte
{
    /// <summary>Our ledger, and the provider's bill of trades.</summary>
    LedgerAndBill = 0,

    /// <summary>What the bill of trades must have done to our account there, and that account's own bill: fees are lines of it.</summary>
    BillAndAccount = 1,
}
