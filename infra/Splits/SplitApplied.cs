using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Infra.Splits;

/// <summary>What became of evidence about a split or a share's return.</summary>
/// <param name="Order">The order afterwards; null with <see cref="ApplyOutcome.UnknownOrder"/> only.</param>
/// <param name="Split">The split afterwards; null where we never asked for one of that id.</param>
/// <param name="Return">The return that it was about; null: the split itself.</param>
public sealed record SplitApplied(
    ApplyOutcome Outcome, Order? Order, Split? Split, Refusal? Refusal, ShareReturn? Return = null);

/// <summary>What became of a request for a split or for a share's return.</summary>
/// <param name="Outcome">Moved: set apart. Repeat: it was there. Refused: <paramref name="Broken"/> says by which
/// rule.</param>
/// <param name="Order">The order as it stands; null with <see cref="ApplyOutcome.UnknownOrder"/> only.</param>
/// <param name="Split">The split as it stands; null: there is none of that id.</param>
public sealed record SplitReserved(
    ApplyOutcome Outcome, Order? Order, Split? Split, SplitRule? Broken, ShareReturn? Return = null);
