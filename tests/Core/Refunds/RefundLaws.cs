using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Tests.Core.Orders;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Refunds;

/// <summary>
/// What holds for every order and all its refunds, whatever is asked and said, in whatever order and how often.
/// </summary>
public class RefundLaws
{
    /// <summary>
    /// One thing that happens: something said of the order, a refund asked for, something said of a refund.
    /// </summary>
    public sealed record Happening(Evidence? OfOrder, NewRefund? Asked, string? Refund, RefundEvent Says, EvidenceSource Source);

    private static readonly string[] Ids = ["REF1", "REF2", "REF3", "REF4", "late-42001", "late-42002"];

    private static readonly Gen<Happening> AnyHappening = Gen.Frequency(
        (2, from happened in Gen.Frequency(
                (6, Gen.Constant(OrderEvent.PaymentSucceeded)), (2, Gen.Elements(Enum.GetValues<OrderEvent>())))
            from transaction in Gen.Elements("42001", "42002")
            from source in Gen.Elements(EvidenceSource.Notification, EvidenceSource.Answer)
            select new Happening(
                Told.Paid($"{happened}-{transaction}-{source}", transaction) with { Event = happened, Source = source },
                null, null, default, default)),
        (3, from id in Gen.Elements(Ids[..4])
            from amount in Gen.Elements(1L, 100L, 617L, 1134L, 1234L, 1235L)
            select new Happening(null, new(id, new(amount, Currency.Cny), null), null, default, default)),
        (5, from id in Gen.Elements(Ids)
            from says in Gen.Frequency(
                (4, Gen.Constant(RefundEvent.Succeeded)), (6, Gen.Elements(Enum.GetValues<RefundEvent>())))
            from source in Gen.Elements(EvidenceSource.Notification, EvidenceSource.Answer, EvidenceSource.Operator)
            select new Happening(null, null, id, says, source)));

    private static readonly Arbitrary<Happening[]> AnyStory = (
        from told in Gen.ArrayOf(AnyHappening)
        from again in Gen.Shuffle([.. told, .. told])
        select again).ToArbitrary();

    [Fact]
    public void Refunded_and_reserved_never_exceed_what_was_paid() => Check(book =>
        book.Order.Refunded + book.Order.RefundReserved <= book.Order.Paid && book.Order.RefundReserved.MinorUnits >= 0);

    [Fact]
    public void What_is_reserved_is_the_sum_of_the_refunds_under_way() => Check(book =>
        book.Order.RefundReserved.MinorUnits
        == book.Refunds.Values.Where(refund => refund.IsReserved).Sum(refund => refund.Amount.MinorUnits));

    [Fact]
    public void What_was_refunded_is_the_sum_of_the_postings_and_of_the_succeeded_refunds() => Check(book =>
    {
        var succeeded = book.Refunds.Values.Where(refund => refund is { State: RefundState.Succeeded, IsOfTheOrder: true })
            .Sum(refund => refund.Amount.MinorUnits);
        var posted = book.Postings.Where(posting => posting.Kind == "refund").Sum(posting => posting.Entries[0].Debit);
        var back = book.Postings.Where(posting => posting.Kind == "refund-reversal").Sum(posting => posting.Entries[0].Debit);
        // A refund in full that the provider alone knows of is posted without one of ours, and may be taken back.
        return posted - back == book.Order.Refunded.MinorUnits && succeeded <= posted;
    });

    [Fact]
    public void The_ledger_balances_without_gaps_and_suspense_never_gives_more_than_it_got() => Check(book =>
    {
        var entries = book.Postings.SelectMany(posting => posting.Entries).ToArray();
        var suspense = entries.Where(entry => entry.Account.StartsWith("suspense/", StringComparison.Ordinal))
            .GroupBy(entry => entry.Account).All(account => account.Sum(entry => entry.Credit - entry.Debit) >= 0);
        return suspense && entries.Sum(entry => entry.Debit - entry.Credit) == 0
            && book.Postings.Select(posting => posting.Sequence).SequenceEqual(Enumerable.Range(1, book.Order.Postings));
    });

    [Fact]
    public void A_provider_refund_has_one_effect_and_a_payment_one() => Check(book =>
        book.Refunds.Values.Count(refund => refund.Posting is not null)
        == book.Refunds.Values.Where(refund => refund.Posting is not null).Select(refund => refund.Posting).Distinct().Count()
        && book.Postings.Count(posting => posting.Kind is "payment" or "late-payment" or "second-payment") <= 2);

    [Fact]
    public void The_same_statement_again_changes_nothing() => Check(book => book.RepeatsChangedNothing);

    private static void Check(Func<Book, bool> law) => Prop.ForAll(AnyStory, story =>
    {
        var book = new Book();
        return story.All(happening => book.Take(happening) && law(book));
    }).QuickCheckThrowOnFailure();

    /// <summary>A store of one order: what the real one does by a transaction, this does by an assignment.</summary>
    private sealed class Book
    {
        public Order Order { get; private set; } = Told.New().After(Told.Prepaid());

        public Dictionary<string, Refund> Refunds { get; } = [];

        public List<Posting> Postings { get; } = [];

        public bool RepeatsChangedNothing { get; private set; } = true;

        public bool Take(Happening happening)
        {
            Apply(happening);
            var (order, postings) = (Order, Postings.Count);
            Apply(happening);
            RepeatsChangedNothing &= order == Order && postings == Postings.Count;
            return true;
        }

        private void Apply(Happening happening)
        {
            if (happening.OfOrder is { } evidence) Keep(EvidenceDecision.Decide(Order, evidence));
            else if (happening.Asked is { } asked) Ask(asked);
            else if (Refunds.GetValueOrDefault(happening.Refund!) is { } refund) Hear(refund, happening);
        }

        private void Keep(OrderChange change)
        {
            if (change.Verdict == Verdict.Moved && change.Refund is { } refund) Refunds.Add(refund.Id, refund);
            Order = change.Order;
            Postings.AddRange(change.Postings);
        }

        private void Ask(NewRefund asked)
        {
            var answer = RefundReservation.Decide(Order, Refunds.GetValueOrDefault(asked.Id), asked, Told.Noon);
            Order = answer.Order;
            if (answer.Verdict == Verdict.Moved) Refunds.Add(asked.Id, answer.Refund!);
        }

        private void Hear(Refund refund, Happening happening)
        {
            var change = RefundDecision.Decide(
                Order, refund, refund.Says(happening.Says) with { Source = happening.Source });
            (Order, Refunds[refund.Id]) = (change.Order, change.Refund);
            Postings.AddRange(change.Postings);
        }
    }
}
