using PayFunctions.Core.Splits;
using PayFunctions.Core.Webhooks;
using PayFunctions.Tests.Core.Splits;
using Asked = PayFunctions.Tests.Core.Splits.Splits;

namespace PayFunctions.Tests.Core.Webhooks;

public class SplitNewsTests
{
    [Theory]
    [InlineData(SplitEvent.Accepted, null, 0)]
    [InlineData(SplitEvent.Done, WebhookEvent.SplitFinished, 300)] // What arrived, not what was asked for.
    [InlineData(SplitEvent.Failed, WebhookEvent.SplitClosed, 400)]
    public void A_splits_end_is_told_and_its_way_is_not(SplitEvent says, WebhookEvent? expected, long amount)
    {
        var (order, split) = Asked.Reserved();

        var change = SplitDecision.Decide(
            order with { Notify = "https://shop.example/webhooks", Messages = 1 }, split,
            split.Says(says, but: Asked.Agent));

        var told = change.Messages.SingleOrDefault();
        Assert.Equal((expected, amount), (told?.Event, told?.Split?.Amount.MinorUnits ?? 0));
        Assert.Equal(told is null ? 1 : 2, change.Order.Messages);
    }

    [Theory]
    [InlineData(SplitEvent.Done, WebhookEvent.SplitReturned)]
    [InlineData(SplitEvent.Failed, WebhookEvent.SplitReturnFailed)]
    public void A_return_is_told_with_its_id(SplitEvent says, WebhookEvent expected)
    {
        var (order, split) = Asked.Reserved().After(SplitEvent.Done).Returning(120);

        var change = SplitDecision.Decide(
            order with { Notify = "https://shop.example/webhooks" }, split, split.Says(says, "RET1"));

        Assert.Equal(new SplitNews(expected, "SPL1", "RET1", Asked.Fen(120)), Assert.Single(change.Messages).Split);
    }

    [Fact]
    public void Nobody_is_told_where_nobody_wants_to_be()
    {
        var (order, split) = Asked.Reserved();

        var change = SplitDecision.Decide(order, split, split.Says(SplitEvent.Done));

        Assert.Empty(change.Messages);
        Assert.Equal(0, change.Order.Messages);
    }
}
