using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>Small days in which everything that can be the matter is the matter often.</summary>
internal static class Days
{
    public static readonly DayWindow Window = DayWindow.OfChina(new(2026, 11, 20), TimeSpan.Zero, TimeSpan.FromMinutes(10), daysMax: 2);

    public static readonly IReadOnlySet<string> Ours = new HashSet<string> { "1900000001", "1900000002" };

    private static readonly Gen<MovementRow> Row =
        from kind in Gen.Elements(MovementKind.Payment, MovementKind.Payment, MovementKind.Refund, MovementKind.Reversal)
        from status in Gen.Elements(Enum.GetValues<MovementStatus>())
        from order in Gen.Choose(1, 12)
        from refund in Gen.Choose(1, 2)
        from provider in Gen.Elements("", "4200001", "T-1", "4200000258820261120000000001", "4200000258820261120000000002", "420000025882026112000000000A")
        from amount in Gen.Elements(1L, 2L, 3L, 5L, 100L)
        from currency in Gen.Elements(Currency.Cny, Currency.Cny, Currency.Cny, Currency.Usd)
        from fee in Gen.Elements<long?>(null, 0, 1, 1000)
        from minute in Gen.Choose(-5, 24 * 60 + 5)
        from age in Gen.Elements(0, 0, 0, 1, 2)
        from merchant in Gen.Elements("", "1900000001", "1900000002", "1900000003")
        let orderId = order % 2 == 0 ? $"ORD{order}" : $"ORD2026112000000{order:D3}" // Short ones, and long numbers that are packed.
        select new MovementRow(
            kind, status, orderId, kind == MovementKind.Refund ? $"REF{order}-{refund}" : "", provider, amount, currency,
            fee, Window.Start.AddMinutes(minute), merchant, Age: age);

    /// <summary>Both sides; rows are numbered by line, so that a difference names the very row.</summary>
    public static readonly Arbitrary<(MovementRow[] Here, MovementRow[] There)> Any = (
        from here in Row.ListOf()
        from there in Row.ListOf()
        from same in Gen.Choose(0, 4)
        let shared = here.Where((_, i) => i % 5 < same)
        select (Numbered(here), Numbered(there.Concat(shared)))).ToArbitrary();

    private static MovementRow[] Numbered(IEnumerable<MovementRow> rows) => [.. rows.Select((row, i) => row with { Line = i + 1 })];
}
