using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Refunds;

/// <summary>One line of the refund machine's table.</summary>
/// <param name="Verdict">Moved, repeat or refused; what a refusal means depends on who said it.</param>
/// <param name="To">Where the refund stands afterwards; meaningful with <see cref="Verdict.Moved"/> only.</param>
public readonly record struct RefundStep(Verdict Verdict, RefundState To)
{
    public static RefundStep Repeat { get; } = new(Verdict.Repeat, default);

    public static RefundStep Refuse { get; } = new(Verdict.Refused, default);

    public static RefundStep MoveTo(RefundState to) => new(Verdict.Moved, to);
}
