namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>What kinds of difference have in common.</summary>
public static class DifferenceKinds
{
    internal const int Count = (int)DifferenceKind.TransactionId + 1;

    public static IReadOnlyList<DifferenceKind> All { get; } = Enum.GetValues<DifferenceKind>();

    /// <summary>Whether the books disagree; what merely crossed the border of a day is told, and no disagreement.</summary>
    public static bool IsDisagreement(this DifferenceKind kind) => kind switch
    {
        DifferenceKind.CutOffCrossing or DifferenceKind.Carried => false,
        DifferenceKind.MissingHere or DifferenceKind.MissingThere or DifferenceKind.Amount or DifferenceKind.Fee
            or DifferenceKind.Status or DifferenceKind.Currency or DifferenceKind.DuplicateHere
            or DifferenceKind.DuplicateThere or DifferenceKind.LateMoney or DifferenceKind.UnknownMerchant
            or DifferenceKind.Split or DifferenceKind.TransactionId => true,
    };
}
