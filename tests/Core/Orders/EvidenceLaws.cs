using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;

namespace PayFunctions.Tests.Core.Orders;

/// <summary>What holds for every order, whatever is said of it, in whatever order and however often.</summary>
public class EvidenceLaws
{
    private static readonly Gen<Evidence> AnyEvidence =
        from source in Gen.Elements(Enum.GetValues<EvidenceSource>())
        from happened in Gen.Frequency(
            (3, Gen.Constant(OrderEvent.PaymentSucceeded)), (5, Gen.Elements(Enum.GetValues<OrderEvent>())))
        from transaction in Gen.Elements("42001", "42002")
        from merchant in Gen.Frequency((9, Gen.Constant("1900000001")), (1, Gen.Constant("1900000002")))
        from amount in Gen.Frequency((9, Gen.Constant(1234L)), (1, Gen.Constant(1L)))
        from attempt in Gen.Frequency((9, Gen.Constant(1)), (1, Gen.Constant(2)))
        select Orders.Paid($"{happened}-{transaction}", transaction) with
        {
            Source = source,
            Event = happened,
            MerchantId = merchant,
            Attempt = attempt,
            Total = new Money(amount, Currency.Cny),
        };

    private static readonly Arbitrary<Evidence[]> AnyStory = (
        from told in Gen.ArrayOf(AnyEvidence)
        from again in Gen.Shuffle([.. told, .. told])
        select again).ToArbitrary();

    [Fact]
    public void What_is_posted_for_the_merchant_is_what_the_order_holds() => Check(story =>
    {
        var (order, postings) = Tell(story);
        return Balance(postings, "merchant/default") == Held(order);
    });

    [Fact]
    public void The_ledger_balances_and_has_no_gaps() => Check(story =>
    {
        var (order, postings) = Tell(story);
        var difference = postings.SelectMany(posting => posting.Entries).Sum(entry => entry.Debit - entry.Credit);
        return difference == 0 && order.Postings == postings.Count
            && postings.Select(posting => posting.Sequence).SequenceEqual(Enumerable.Range(1, postings.Count));
    });

    [Fact]
    public void One_order_takes_one_payment_and_no_more() => Check(story =>
        Tell(story).Postings.Count(posting => posting.Kind is "payment" or "late-payment") <= 1);

    [Fact]
    public void The_same_evidence_again_posts_nothing_and_moves_nothing() => Check(story =>
    {
        var order = Orders.New();
        foreach (var evidence in story)
        {
            order = EvidenceDecision.Decide(order, evidence).Order;
            var again = EvidenceDecision.Decide(order, evidence);
            if (again.Verdict == Verdict.Moved || again.Postings.Count > 0 || again.Order != order) return false;
        }

        return true;
    });

    [Fact]
    public void An_order_that_has_ended_leaves_its_state_by_money_alone() => Check(story =>
    {
        var order = Orders.New();
        foreach (var evidence in story)
        {
            var after = EvidenceDecision.Decide(order, evidence).Order;
            if (after.State != order.State && HasEnded(order.State) && !IsMoney(evidence.Event)) return false;
            order = after;
        }

        return true;
    });

    [Fact]
    public void Only_a_move_changes_the_order_and_only_a_refusal_gives_a_reason() => Check(story =>
    {
        var order = Orders.New();
        foreach (var evidence in story)
        {
            var change = EvidenceDecision.Decide(order, evidence);
            var moved = change.Verdict == Verdict.Moved;
            var refused = change.Verdict is Verdict.Refused or Verdict.Quarantined;
            if (!moved && !ReferenceEquals(change.Order, order)) return false;
            if (refused != change.Refusal is not null) return false;
            order = change.Order;
        }

        return true;
    });

    private static void Check(Func<Evidence[], bool> law) => Prop.ForAll(AnyStory, law).QuickCheckThrowOnFailure();

    private static (Order Order, List<Posting> Postings) Tell(Evidence[] story)
    {
        var order = Orders.New();
        var postings = new List<Posting>();
        foreach (var evidence in story)
        {
            var change = EvidenceDecision.Decide(order, evidence);
            order = change.Order;
            postings.AddRange(change.Postings);
        }

        return (order, postings);
    }

    private static long Balance(List<Posting> postings, string account) =>
        postings.SelectMany(posting => posting.Entries)
            .Where(entry => entry.Account == account).Sum(entry => entry.Credit - entry.Debit);

    private static long Held(Order order) => order.Paid.MinorUnits - order.Refunded.MinorUnits;

    private static bool HasEnded(OrderState state) =>
        state is not (OrderState.Created or OrderState.AwaitingPayment or OrderState.Closing);

    private static bool IsMoney(OrderEvent happened) =>
        happened is OrderEvent.PaymentSucceeded or OrderEvent.PaymentRevoked
            or OrderEvent.RefundedInPart or OrderEvent.RefundedInFull or OrderEvent.RefundReversed;
}
