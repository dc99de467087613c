using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Splits;

/// <summary>What a request for a split, or for the return of a share, comes to.</summary>
/// <param name="Verdict">Moved: set apart. Repeat: it is there already. Refused: <paramref name="Broken"/> says by which
/// rule.</param>
/// <param name="Order">The order afterwards.</param>
/// <param name="Split">The split as it stands; null with a refusal of a new one.</param>
/// <param name="Return">The return as it stands, where one was asked for and is there.</param>
public sealed record SplitAsked(
    Verdict Verdict, Order Order, Split? Split, SplitRule? Broken, ShareReturn? Return = null);
