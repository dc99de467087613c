using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Tests.Core.Orders;

/// <summary>What holds for an order of several attempts, whatever is said of each, in whatever order and how often.</summary>
public class AttemptLaws
{
    private static readonly OrderAttempt[] Attempts =
    [
        new(1, "wechatpay", "native", "1900000001"),
        new(2, "alipay", "precreate", "2021000000000001"),
        new(3, "wechatpay", "native", "1900000002"),
    ];

    private static readonly Gen<Evidence> Told =
        from attempt in Gen.Elements(Attempts)
        from happened in Gen.Frequency(
            (3, Gen.Constant(OrderEvent.PaymentSucceeded)), (4, Gen.Elements(Enum.GetValues<OrderEvent>())))
        from twice in Gen.Elements("A", "B")
        select Orders.Paid($"{attempt.Number}-{happened}-{twice}", $"T{attempt.Number}{twice}") with
        {
            Event = happened,
            Attempt = attempt.Number,
            Provider = attempt.Channel,
            MerchantId = attempt.MerchantId,
        };

    private static readonly Gen<Evidence> Switch =
        from next in Gen.Elements(Attempts[1], Attempts[2])
        select Orders.Ours(EvidenceSource.Router, OrderEvent.Rerouted) with
        {
            Attempt = next.Number - 1,
            Next = next,
        };

    private static readonly Arbitrary<Evidence[]> AnyStory =
        Gen.ArrayOf(Gen.Frequency((1, Switch), (4, Told))).ToArbitrary();

    [Fact]
    public void An_order_is_paid_once_whichever_attempts_are_paid() => Check(story =>
        Tell(story).Postings.Count(posting => posting.Kind is "payment" or "late-payment") <= 1);

    [Fact]
    public void Every_payment_beside_the_winner_goes_back_through_the_attempt_it_was_made_through() => Check(story =>
    {
        var (order, postings, refunds) = Tell(story);
        var strays = postings.Where(posting => posting.Kind is "second-payment" or "late-payment").ToList();
        var backs = refunds.DistinctBy(refund => refund.Id).ToList();
        return strays.Count == backs.Count && backs.All(
            refund => refund.TransactionId.StartsWith($"T{refund.Attempt}", StringComparison.Ordinal)
                && strays.Any(posting =>
                    posting.Entries[0].Account == OrderPostings.Receivable(refund.Through(order))));
    });

    [Fact]
    public void The_ledger_balances_over_all_channels() => Check(story =>
        Tell(story).Postings.SelectMany(posting => posting.Entries).Sum(entry => entry.Debit - entry.Credit) == 0);

    [Fact]
    public void No_attempt_is_lost_or_there_twice() => Check(story =>
    {
        var order = Tell(story).Order;
        var numbers = order.Others.Append(order.Face).Select(one => one.Number).ToList();
        return numbers.Distinct().Count() == numbers.Count && numbers.Contains(1)
            && order.Others.Append(order.Face).All(one => one with { IsClosed = false } == Attempts[one.Number - 1]);
    });

    [Fact]
    public void The_face_is_the_winner_s_from_the_first_payment_on() => Check(story =>
    {
        var (order, paidBy) = (New, (int?)null);
        foreach (var evidence in story)
        {
            order = EvidenceDecision.Decide(order, evidence).Order;
            if (order.TransactionId is null) continue;
            paidBy ??= order.Attempt;
            if (order.Attempt != paidBy) return false;
        }

        return true;
    });

    private static Order New => Orders.New() with { Asked = "auto native" };

    private static void Check(Func<Evidence[], bool> law) => Prop.ForAll(AnyStory, law).QuickCheckThrowOnFailure();

    private static (Order Order, List<Posting> Postings, List<Refund> Refunds) Tell(Evidence[] story)
    {
        var (order, postings, refunds) = (New, new List<Posting>(), new List<Refund>());
        foreach (var evidence in story)
        {
            var change = EvidenceDecision.Decide(order, evidence);
            order = change.Order;
            postings.AddRange(change.Postings);
            if (change is { Verdict: Verdict.Moved, Refund: { } refund }) refunds.Add(refund);
        }

        return (order, postings, refunds);
    }
}
