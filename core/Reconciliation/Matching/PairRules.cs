using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>When two movements of one key agree.</summary>
internal static class PairRules
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool StatusesAgree(MovementStatus here, MovementStatus there, MatchingRules rules) => (here, there) switch
    {
        (MovementStatus.Succeeded, MovementStatus.Processing) => rules.ProcessingAgrees, // A bill's line is never updated later.
        (MovementStatus.Closed, MovementStatus.Failed) => true, // No money on either side.
        _ => here == there,
    };

    /// <summary>Money that the provider took for an order of ours that had ended.</summary>
    public static bool IsLateMoney(MovementStatus here, MovementStatus there) =>
        here == MovementStatus.Closed && there is (MovementStatus.Succeeded or MovementStatus.Processing);

    /// <summary>Where a fee is a movement of its own, another amount is another fee.</summary>
    public static DifferenceKind KindOf(DifferenceAspects aspects, MovementKind movement) => aspects switch
    {
        >= DifferenceAspects.Amount and < DifferenceAspects.Currency when movement == MovementKind.Fee => DifferenceKind.Fee,
        >= DifferenceAspects.LateMoney => DifferenceKind.LateMoney,
        >= DifferenceAspects.Currency => DifferenceKind.Currency,
        >= DifferenceAspects.Amount => DifferenceKind.Amount,
        >= DifferenceAspects.Status => DifferenceKind.Status,
        >= DifferenceAspects.Fee => DifferenceKind.Fee,
        >= DifferenceAspects.TransactionId => DifferenceKind.TransactionId,
        _ => DifferenceKind.CutOffCrossing,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public static DifferenceAspects Compare(ReadOnlySpan<byte> here, ReadOnlySpan<byte> there, MatchingRules rules)
    {
        var aspects = DifferenceAspects.None;
        var (ours, theirs) = (PackedMovement.Status(here), PackedMovement.Status(there));
        if (IsLateMoney(ours, theirs)) aspects |= DifferenceAspects.LateMoney;
        else if (!StatusesAgree(ours, theirs, rules)) aspects |= DifferenceAspects.Status;
        if (PackedMovement.Currency(here) != PackedMovement.Currency(there)) aspects |= DifferenceAspects.Currency;
        else if (PackedMovement.Amount(here) != PackedMovement.Amount(there)) aspects |= DifferenceAspects.Amount;
        var (fee, theirFee) = (PackedMovement.Fee(here), PackedMovement.Fee(there));
        if (fee != theirFee && fee != Movement.FeeUnknown && theirFee != Movement.FeeUnknown && !rules.Excuses(fee, theirFee))
            aspects |= DifferenceAspects.Fee;
        if (rules.ComparesTransactionIds && !PackedMovement.HaveOneProviderId(here, there) && PackedMovement.HasProviderId(here) && PackedMovement.HasProviderId(there))
            aspects |= DifferenceAspects.TransactionId;
        return aspects;
    }
}
