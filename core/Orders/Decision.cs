namespace PayFunctions.Core.Orders;

/// <summary>One line of the order machine's table.</summary>
/// <param name="Verdict">Moved, repeat or refused; what a refusal means depends on who said it.</param>
/// <param name="To">Where the order stands afterwards; meaningful with <see cref="Verdict.Moved"/> only.</param>
public readonly record struct Decision(Verdict Verdict, OrderState To, Consequence Then)
{
    public static Decision Repeat { get; } = new(Verdict.Repeat, default, Consequence.None);

    public static Decision Refuse { get; } = new(Verdict.Refused, default, Consequence.None);

    public static Decision MoveTo(OrderState to, Consequence then = Consequence.None) => new(Verdict.Moved, to, then);
}
