using PayFunctions.Core;
using PayFunctions.Core.Orders;

namespace PayFunctions.Tests.Core.Orders;

public class AdjustmentTests
{
    private static readonly Order Paid = EvidenceDecision.Decide(Orders.New(), Orders.Paid()).Order;

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_bill_adjusts_by_one_minor_unit_and_the_order_stands(long by)
    {
        var change = EvidenceDecision.Decide(Paid, Adjusting(by));

        Assert.Equal(Verdict.Moved, change.Verdict);
        var posting = Assert.Single(change.Postings);
        Assert.Equal(by, posting.Entries.Where(one => one.Account.StartsWith("receivable/", StringComparison.Ordinal)).Sum(one => one.Debit - one.Credit));
        Assert.Equal(Paid with { Postings = 2 }, change.Order);
    }

    [Fact]
    public void The_other_way_round_takes_it_back()
    {
        var first = EvidenceDecision.Decide(Paid, Adjusting(1));
        var back = EvidenceDecision.Decide(first.Order, Adjusting(-1) with { Source = EvidenceSource.Operator, Id = "take-back-1" });

        var balances = first.Postings.Concat(back.Postings).SelectMany(posting => posting.Entries)
            .GroupBy(entry => entry.Account).Select(account => account.Sum(entry => entry.Debit - entry.Credit));
        Assert.All(balances, balance => Assert.Equal(0, balance));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-100)]
    public void More_than_a_rounding_is_no_adjustment(long by) =>
        Assert.Equal(RefusalReason.OtherAmount, EvidenceDecision.Decide(Paid, Adjusting(by)).Refusal!.Reason);

    [Fact]
    public void Another_payment_or_currency_is_no_adjustment()
    {
        var other = EvidenceDecision.Decide(Paid, Adjusting(1) with { TransactionId = "4200000009" });
        var dollars = EvidenceDecision.Decide(Paid, Adjusting(1) with { Adjustment = new Money(1, Currency.Usd) });

        Assert.Equal(RefusalReason.OtherTransaction, other.Refusal!.Reason);
        Assert.Equal(RefusalReason.OtherCurrency, dollars.Refusal!.Reason);
    }

    [Theory]
    [InlineData(EvidenceSource.Notification)]
    [InlineData(EvidenceSource.Answer)]
    [InlineData(EvidenceSource.Merchant)]
    [InlineData(EvidenceSource.Clock)]
    public void Nobody_else_adjusts(EvidenceSource source) => Assert.Equal(
        RefusalReason.NotTheirsToSay, EvidenceDecision.Decide(Paid, Adjusting(1) with { Source = source }).Refusal!.Reason);

    [Fact]
    public void A_bill_moves_no_order() => Assert.All(
        Enum.GetValues<OrderEvent>().Where(happened => happened != OrderEvent.AdjustedByBill), happened => Assert.Equal(
            RefusalReason.NotTheirsToSay,
            EvidenceDecision.Decide(Paid, Orders.Paid() with { Source = EvidenceSource.Bill, Event = happened }).Refusal!.Reason));

    private static Evidence Adjusting(long by) => new()
    {
        Source = EvidenceSource.Bill,
        Id = "adjust-1",
        Event = OrderEvent.AdjustedByBill,
        At = Orders.Noon.AddMinutes(1),
        Provider = "wechatpay",
        MerchantId = "1900000001",
        TransactionId = "4200000001",
        Adjustment = new(by, Currency.Cny),
    };
}
