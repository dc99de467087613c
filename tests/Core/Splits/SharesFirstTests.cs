using PayFunctions.Core.Splits;

namespace PayFunctions.Tests.Core.Splits;

public class SharesFirstTests
{
    [Theory]
    [InlineData(834, 0)] // The merchant has it all: nobody has to give back.
    [InlineData(835, 1)]
    [InlineData(1234, 400)]
    public void A_refund_calls_back_what_the_merchant_lacks_and_no_more(long refund, long comesBack)
    {
        var (order, split) = Splits.Reserved().After(SplitEvent.Done);
        (order, _) = Refunds.Refunds.Reserved(order, refund);

        var plan = SharesFirst.Plan(order, [split]);

        Assert.Equal(comesBack, plan.Sum(step => step.Return.Amount.MinorUnits));
        Assert.Equal(comesBack, order.SharesToReturn.MinorUnits);
    }

    [Fact]
    public void What_is_on_its_way_back_is_not_called_back_again()
    {
        var both = Splits.Reserved().After(SplitEvent.Done);
        (both.Order, _) = Refunds.Refunds.Reserved(both.Order, 1234);
        foreach (var (_, asked) in SharesFirst.Plan(both.Order, [both.Split]))
            both = both.Returning(asked.Amount.MinorUnits, asked.Id, asked.Account);

        Assert.Equal(2, both.Split.Returns.Count);
        Assert.Empty(SharesFirst.Plan(both.Order, [both.Split]));
        foreach (var given in both.Split.Returns) both = both.After(SplitEvent.Done, given.Id);
        Assert.Equal((0, 0), (both.Order.SharesToReturn.MinorUnits, both.Order.Shared.MinorUnits));
    }

    [Fact]
    public void A_return_that_failed_is_planned_again_under_another_id()
    {
        var both = Splits.Reserved().After(SplitEvent.Done);
        (both.Order, _) = Refunds.Refunds.Reserved(both.Order, 900);
        var first = Assert.Single(SharesFirst.Plan(both.Order, [both.Split])).Return;

        both = both.Returning(66, first.Id, first.Account).After(SplitEvent.Failed, first.Id);

        var second = Assert.Single(SharesFirst.Plan(both.Order, [both.Split])).Return;
        Assert.Equal(first.Amount, second.Amount);
        Assert.NotEqual(first.Id, second.Id);
    }
}
