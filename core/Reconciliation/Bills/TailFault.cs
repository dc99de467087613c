namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>What is wrong with a bill's last lines.</summary>
/// <param name="Line">Counted from the first of them, 0.</param>
/// <param name="Column">From 1; 0 when the line as a whole is meant.</param>
internal sealed record TailFault(int Line, int Column, string What);
