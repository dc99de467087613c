using System.Globalization;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Causes;

/// <summary>What is known of how books come to differ, as rules. The most confident one speaks.</summary>
internal sealed class CauseRules(CauseFacts facts)
{
    private const double Sure = 0.95;
    private const double Likely = 0.8;
    private const double Possible = 0.6;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly TimeSpan ClocksAgree = TimeSpan.FromMinutes(1);

    /// <summary>The cause, or null when no rule knows one.</summary>
    public Cause? Explain(DifferenceRow difference) => difference.Kind switch
    {
        DifferenceKind.Amount => OfAmounts(difference),
        DifferenceKind.Fee => OfFees(difference),
        DifferenceKind.MissingHere => OfMissingHere(difference.There[0]),
        DifferenceKind.MissingThere => OfMissingThere(difference.Here[0]),
        DifferenceKind.CutOffCrossing or DifferenceKind.Carried =>
            OfClocks(difference) ?? new(CauseKind.CutOff, Sure, $"it moved at {difference.First.At:O}, at the border of two days"),
        DifferenceKind.DuplicateHere or DifferenceKind.DuplicateThere =>
            new(CauseKind.DuplicatePush, Sure, $"{difference.First.OrderId} {difference.First.Reference} is there once more"),
        DifferenceKind.LateMoney =>
            new(CauseKind.PaidAfterEnd, Sure, $"paid at {difference.There[0].At:O} for an order that had ended here"),
        DifferenceKind.Status => new(
            CauseKind.StatusMovedOn, Possible, $"{difference.Here[0].Status} here, {difference.There[0].Status} when the bill was written"),
        DifferenceKind.Currency or DifferenceKind.UnknownMerchant or DifferenceKind.Split or DifferenceKind.TransactionId =>
            OfClocks(difference),
    };

    private static Cause? OfAmounts(DifferenceRow pair)
    {
        var (here, there) = (pair.Here[0].Amount, pair.There[0].Amount);
        var (less, more) = (Math.Min(here, there), Math.Max(here, there));
        var evidence = string.Create(CultureInfo.InvariantCulture, $"{here} here and {there} there");
        if (less > 0 && more == less * 100) return new(CauseKind.YuanForFen, Sure, $"{evidence}: a hundred times as much");
        if (less % 100 == 0 && more - less is > 1 and < 100)
            return new(CauseKind.TruncatedCents, less > 0 ? Sure : Possible, $"{evidence}: the cents are gone");
        return more - less == 1 ? new(CauseKind.Rounding, Likely, $"{evidence}: one minor unit") : OfClocks(pair);
    }

    private static Cause? OfFees(DifferenceRow pair)
    {
        const long minorUnit = 1000;
        var (here, there) = (FeeOf(pair.Here[0]), FeeOf(pair.There[0]));
        return Math.Abs(here - there) <= minorUnit
            ? new(CauseKind.Rounding, Likely, string.Create(CultureInfo.InvariantCulture, $"fees of {here} and {there} thousandths"))
            : null;

        static long FeeOf(MovementRow row) => row.Fee ?? (row.Kind == MovementKind.Fee ? row.Amount * minorUnit : 0);
    }

    private static Cause? OfClocks(DifferenceRow difference)
    {
        if (difference.Here.Count == 0 || difference.There.Count == 0) return null;
        var apart = difference.Here[0].At - difference.There[0].At;
        return (apart.Duration() - China).Duration() <= ClocksAgree
            ? new(CauseKind.TimeZoneOffset, Likely, $"the clocks are {apart.TotalHours:0.##} hours apart")
            : null;
    }

    private Cause? OfMissingHere(MovementRow there)
    {
        var hour = there.At.ToUniversalTime();
        hour = hour.AddTicks(-(hour.Ticks % TimeSpan.TicksPerHour));
        return facts.SignatureFailures.TryGetValue(hour, out var failures) && failures > 0
            ? new(CauseKind.SignatureFailures, Likely, $"{failures} signatures were refused in the hour of {hour:O}")
            : OfBorder(there);
    }

    private Cause? OfMissingThere(MovementRow here) =>
        facts.BillEndsAt is { } end && here.At > end
            ? new(CauseKind.LateBill, Likely, $"it moved at {here.At:O}, and the bill ends at {end:O}")
            : OfBorder(here);

    private Cause? OfBorder(MovementRow row)
    {
        if (facts.Day is not { } day) return null;
        var near = row.At < day.Start + day.CutOff || row.At >= day.Start.AddDays(1) - day.CutOff;
        return near ? new(CauseKind.CutOff, Possible, $"it moved at {row.At:O}, at the border of two days") : null;
    }
}
