using PayFunctions.Core;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Tests.Core.Orders;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Splits;

public class SplitDecisionTests
{
    [Fact]
    public void A_split_that_is_done_posts_every_share()
    {
        var (order, split) = Splits.Reserved();

        var change = SplitDecision.Decide(order, split, split.Says(SplitEvent.Done));

        Assert.Equal((400, 0), (change.Order.Shared.MinorUnits, change.Order.ShareReserved.MinorUnits));
        Assert.Equal((SplitState.Done, 2), (change.Split.State, change.Split.Posting));
        var posting = Assert.Single(change.Postings);
        Assert.Equal((2, "split"), (posting.Sequence, posting.Kind));
        Assert.Equal(
            [
                new Entry("merchant/default", 400, 0, Currency.Cny),
                new Entry("receiver/wechatpay/1900000011", 0, 300, Currency.Cny),
                new Entry("receiver/wechatpay/1900000012", 0, 100, Currency.Cny),
            ],
            posting.Entries);
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(8, 2)]
    [InlineData(50, 8)]
    public void Many_receivers_are_booked_by_as_many_postings_as_their_rows_hold(int receivers, int postings)
    {
        var shares = Enumerable.Range(1, receivers).Select(nth => new Share($"19000001{nth:D2}", Splits.Fen(nth))).ToArray();
        var asked = SplitReservation.Decide(
            Splits.Paid with { Paid = Splits.Fen(5000) }, null, new("SPL1", shares, false), _ => true, Told.Noon.AddMinutes(5));

        var change = SplitDecision.Decide(asked.Order, asked.Split!, asked.Split!.Says(SplitEvent.Done));

        Assert.Equal((postings, 2), (change.Postings.Count, change.Split.Posting));
        Assert.Equal(postings, OrderPostings.CountOf(change.Split));
        Assert.Equal(Enumerable.Range(2, postings), change.Postings.Select(posting => posting.Sequence));
        Assert.Equal(change.Order.Postings, change.Postings[^1].Sequence);
        Assert.All(change.Postings, posting => Assert.True(posting.Entries.Count <= 8));
        Assert.Equal(
            receivers * (receivers + 1) / 2,
            change.Postings.SelectMany(posting => posting.Entries).Where(entry => entry.Account != "merchant/default").Sum(entry => entry.Credit));
    }

    [Fact]
    public void A_share_that_did_not_go_is_the_merchants_again()
    {
        var (order, split) = Splits.Reserved().After(SplitEvent.Accepted).After(SplitEvent.Done, but: Splits.Agent);

        Assert.Equal((300, 0, 934), (order.Shared.MinorUnits, order.ShareReserved.MinorUnits, order.Sharable.MinorUnits));
        Assert.Equal((ShareResult.NotReceived, "NO_RELATION"), (split.Shares[1].Result, split.Shares[1].Reason));
    }

    [Fact]
    public void A_split_that_was_refused_leaves_the_order_as_it_was()
    {
        var (order, split) = Splits.Reserved().After(SplitEvent.Refused);

        Assert.Equal((SplitState.Closed, Splits.Paid with { Splits = 1 }), (split.State, order));
    }

    [Fact]
    public void A_return_that_is_done_posts_the_other_way_round()
    {
        var (order, split) = Splits.Reserved().After(SplitEvent.Done).Returning(120);

        var change = SplitDecision.Decide(order, split, split.Says(SplitEvent.Done, "RET1"));

        Assert.Equal((280, 180), (change.Order.Shared.MinorUnits, change.Split.Returnable(Splits.Partner).MinorUnits));
        Assert.Equal(
            [
                new Entry("receiver/wechatpay/1900000011", 120, 0, Currency.Cny),
                new Entry("merchant/default", 0, 120, Currency.Cny),
            ],
            Assert.Single(change.Postings).Entries);
    }

    [Fact]
    public void A_return_that_failed_leaves_the_share_where_it_is()
    {
        var (order, split) = Splits.Reserved().After(SplitEvent.Done).Returning(120).After(SplitEvent.Failed, "RET1");

        Assert.Equal((400, 300), (order.Shared.MinorUnits, split.Returnable(Splits.Partner).MinorUnits));
        Assert.Equal(SplitState.Closed, split.Returns[0].State);
    }

    public static TheoryData<string, RefusalReason> Contradictions => new()
    {
        { "channel", RefusalReason.OtherChannel },
        { "merchant", RefusalReason.OtherMerchant },
        { "transaction", RefusalReason.OtherTransaction },
        { "one receiver less", RefusalReason.OtherAmount },
        { "another amount", RefusalReason.OtherAmount },
        { "a share still pending", RefusalReason.OtherAmount },
        { "a return that is not there", RefusalReason.UnknownSplit },
        { "done after it was closed", RefusalReason.OtherState },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void What_contradicts_our_books_goes_to_an_operator_and_moves_nothing(string what, RefusalReason reason)
    {
        var both = what == "done after it was closed" ? Splits.Reserved().After(SplitEvent.Failed) : Splits.Reserved();
        var done = both.Split.Says(SplitEvent.Done);
        SplitEvidence told = what switch
        {
            "channel" => done with { Provider = "alipay" },
            "merchant" => done with { MerchantId = "1900000002" },
            "transaction" => done with { TransactionId = "4200000009" },
            "one receiver less" => done with { Shares = [done.Shares[0]] },
            "another amount" => done with { Shares = [done.Shares[0], done.Shares[1] with { Amount = Splits.Fen(101) }] },
            "a share still pending" => done with { Shares = [done.Shares[0], both.Split.Shares[1]] },
            "a return that is not there" => done with { ReturnId = "RET9" },
            _ => done,
        };

        var change = SplitDecision.Decide(both.Order, both.Split, told);

        Assert.Equal((Verdict.Quarantined, reason), (change.Verdict, change.Refusal!.Reason));
        Assert.Same(both.Order, change.Order);
        Assert.Same(both.Split, change.Split);
        Assert.Empty(change.Postings);
    }

    [Fact]
    public void A_merchants_own_word_moves_no_money()
    {
        var (order, split) = Splits.Reserved();

        var change = SplitDecision.Decide(
            order, split, split.Says(SplitEvent.Done) with { Source = EvidenceSource.Merchant });

        Assert.Equal((Verdict.Refused, RefusalReason.NotTheirsToSay), (change.Verdict, change.Refusal!.Reason));
    }

    [Fact]
    public void A_payment_whose_shares_are_with_others_is_not_taken_back_unseen()
    {
        var (order, _) = Splits.Reserved().After(SplitEvent.Done);

        var change = EvidenceDecision.Decide(order, Told.Answer(OrderEvent.PaymentRevoked) with
        {
            Total = Told.Total,
            TransactionId = "4200000001",
        });

        Assert.Equal(Verdict.Quarantined, change.Verdict);
    }
}
