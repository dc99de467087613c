using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Splits;

/// <summary>One line of the split machine's table.</summary>
/// <param name="Verdict">Moved, repeat or refused; what a refusal means depends on who said it.</param>
/// <param name="To">Where it stands afterwards; meaningful with <see cref="Verdict.Moved"/> only.</param>
public readonly record struct SplitStep(Verdict Verdict, SplitState To)
{
    public static SplitStep Repeat { get; } = new(Verdict.Repeat, default);

    public static SplitStep Refuse { get; } = new(Verdict.Refused, default);

    public static SplitStep MoveTo(SplitState to) => new(Verdict.Moved, to);
}
