using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Refunds;

/// <summary>What a merchant's request for a refund comes to.</summary>
/// <param name="Verdict">Moved: reserved. Repeat: it is there already. Refused: <paramref name="Broken"/> says by which
/// rule.</param>
/// <param name="Order">The order afterwards, with the amount set apart.</param>
/// <param name="Refund">The refund as it stands; null with a refusal of a new one.</param>
public sealed record RefundAsked(Verdict Verdict, Order Order, Refund? Refund, RefundRule? Broken);
