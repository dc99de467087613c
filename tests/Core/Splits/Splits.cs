using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Tests.Core.Orders;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Splits;

/// <summary>A paid order made for sharing (1234 fen), requests that fit it, and what its provider says of them.</summary>
internal static class Splits
{
    public const string Partner = "1900000011";
    public const string Agent = "1900000012";

    public static readonly Order Paid =
        (Told.New() with { Sharing = SharingState.Open }).After(Told.Prepaid(), Told.Paid());

    public static Money Fen(long amount) => new(amount, Currency.Cny);

    public static NewSplit Asked(long partner = 300, long agent = 100, string id = "SPL1", bool unfreezeRest = false) =>
        new(id, [new(Partner, Fen(partner)), new(Agent, Fen(agent))], unfreezeRest);

    public static SplitAsked Ask(this Order order, NewSplit asked, Split? known = null) =>
        SplitReservation.Decide(order, known, asked, account => account is Partner or Agent, Told.Noon.AddMinutes(5));

    public static SplitAsked Ask(this Order order, Split split, NewReturn asked) =>
        SplitReservation.Decide(order, split, asked, Told.Noon.AddMinutes(9));

    public static (Order Order, Split Split) Reserved(NewSplit? asked = null)
    {
        var answer = Paid.Ask(asked ?? Asked());
        return (answer.Order, answer.Split!);
    }

    /// <param name="but">A receiver who does not get its share.</param>
    public static SplitEvidence Says(this Split split, SplitEvent happened, string? returnId = null, string? but = null) => new()
    {
        Source = EvidenceSource.Answer,
        Id = $"split-{split.Id}-{returnId}-{happened}",
        SplitId = split.Id,
        ReturnId = returnId,
        Event = happened,
        At = Told.Noon.AddMinutes(10),
        Provider = "wechatpay",
        MerchantId = "1900000001",
        TransactionId = split.TransactionId,
        ProviderId = $"3000-{split.Number}-{returnId}",
        Amount = returnId is null ? null : split.Return(returnId)?.Amount,
        Shares =
        [
            .. split.Shares.Take(happened == SplitEvent.ShareReceived ? 1 : int.MaxValue).Select(share => share.Account == but
                ? share with { Result = ShareResult.NotReceived, Reason = "NO_RELATION" }
                : share with { Result = ShareResult.Received }),
        ],
    };

    public static (Order Order, Split Split) After(
        this (Order Order, Split Split) both, SplitEvent happened, string? returnId = null, string? but = null)
    {
        var change = SplitDecision.Decide(both.Order, both.Split, both.Split.Says(happened, returnId, but));
        return (change.Order, change.Split);
    }

    public static (Order Order, Split Split) Returning(
        this (Order Order, Split Split) both, long amount, string id = "RET1", string account = Partner)
    {
        var asked = both.Order.Ask(both.Split, new NewReturn(id, account, Fen(amount)));
        return (asked.Order, asked.Split!);
    }
}
