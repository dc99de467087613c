using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>What is done about which difference, as a table: the first line that fits speaks, and the last fits all.</summary>
public static class RepairPolicy
{
    private const long OneMinorUnit = 1;

    public static IReadOnlyList<RepairRule> Rules { get; } =
    [
        new(DifferenceKind.MissingHere, MovementKind.Payment, null, RepairAction.ConfirmPayment, true,
            "paid there and not here: the provider is asked, and its answer goes to the order"),
        new(DifferenceKind.LateMoney, MovementKind.Payment, null, RepairAction.ConfirmPayment, true,
            "paid after the order had ended: the provider is asked, and the order sends it back"),
        new(DifferenceKind.MissingHere, MovementKind.Refund, null, RepairAction.ConfirmRefund, true,
            "refunded there and not here: the provider is asked, and its answer goes to the order"),
        new(DifferenceKind.Amount, MovementKind.Payment, OneMinorUnit, RepairAction.PostAdjustment, true,
            "one minor unit apart: the order books the rounding"),
        new(DifferenceKind.MissingHere, MovementKind.Reversal, null, RepairAction.ConfirmPayment, false,
            "undone there as a whole: a person has to see it"),
        .. Enum.GetValues<DifferenceKind>().Select(kind => new RepairRule(
            kind, null, null, RepairAction.Accept, false, "no rule may repair it: a person decides")),
    ];

    public static RepairRule For(DifferenceRow difference) => Rules.First(rule => rule.IsFor(difference));
}
