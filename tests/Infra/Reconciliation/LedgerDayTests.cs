using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reversals;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Tests.Infra.Reconciliation;

public class LedgerDayTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_second_payment_stands_with_the_channel_and_number_of_the_attempt_it_was_made_through()
    {
        var story = PaidTwice();

        var rows = LedgerDayRows.Of(story).ToList();

        Assert.Equal(["wechatpay", "alipay"], rows.Select(row => row.GetString("Channel")));
        Assert.Equal(["ORDER001", "ORDER001-2"], rows.Select(row => row.GetString("OutTradeNo")));
        Assert.Equal(["4200000001", "2088000002"], rows.Select(row => row.GetString("TransactionId")));
        Assert.Equal(["1900000001", "2021000001"], rows.Select(row => row.GetString("MerchantId")));
        Assert.All(rows, row => Assert.Equal(1234L, row.GetInt64("Amount")));
    }

    [Fact]
    public void An_adjustment_is_added_to_the_payment_whose_number_it_has()
    {
        var twice = PaidTwice();
        var rounded = EvidenceDecision.Decide(twice.Order, new()
        {
            Source = EvidenceSource.Bill,
            Id = "adjust-1",
            Event = OrderEvent.AdjustedByBill,
            At = Noon,
            Provider = "wechatpay",
            TransactionId = "4200000001",
            Adjustment = new(1, Currency.Cny),
        });
        var story = new OrderStory(new(rounded.Order, default), [], [.. twice.Postings, .. rounded.Postings], twice.Refunds);

        var movements = LedgerDay.Of(story);

        Assert.Equal(
            [("4200000001", 1235L), ("2088000002", 1234L)], movements.Select(one => (one.ProviderId, one.Amount)));
        Assert.All(movements, one => Assert.Equal(MovementKind.Payment, one.Kind));
    }

    [Theory]
    [InlineData("alipay", MovementKind.Refund, "", "2088000001")] // Its bill has it as a refund without a number of ours.
    [InlineData("unionpay", MovementKind.Reversal, "RV", "")] // A trade of its own.
    [InlineData("wechatpay", MovementKind.Reversal, "", "2088000001")]
    public void A_reversal_is_told_as_the_provider_s_bill_tells_it(string channel, MovementKind kind, string mark, string number)
    {
        var order = Offered() with { Channel = channel };
        var paid = EvidenceDecision.Decide(order, Paid(1, channel, order.MerchantId, "2088000001"));
        var asked = ReversalDecision.Decide(
            paid.Order, Paid(1, channel, order.MerchantId, "2088000001") with { Event = OrderEvent.ReversalRequested, Code = "wrong pot" },
            _ => Noon.AddHours(1));
        var back = EvidenceDecision.Decide(
            asked.Order, Paid(1, channel, order.MerchantId, "2088000001") with { Id = "back", Event = OrderEvent.PaymentRevoked });

        var movement = LedgerDay.Of(new(new(back.Order, default), [], [.. paid.Postings, .. back.Postings], []))[1];

        Assert.Equal((kind, "ORDER001", mark, number), (
            movement.Kind, movement.OrderId, movement.Reference[..Math.Min(mark.Length, movement.Reference.Length)], movement.ProviderId));
        Assert.Equal(mark.Length == 0, movement.Reference.Length == 0);
    }

    /// <summary>Offered by WeChat Pay, then by Alipay, and paid at both: WeChat Pay's came first.</summary>
    private static OrderStory PaidTwice()
    {
        var order = Offered().Rerouted(new(2, "alipay", "precreate", "2021000001"), leftIsClosed: false);
        var first = EvidenceDecision.Decide(order, Paid(1, "wechatpay", "1900000001", "4200000001"));
        var second = EvidenceDecision.Decide(first.Order, Paid(2, "alipay", "2021000001", "2088000002"));
        return new(new(second.Order, default), [], [.. first.Postings, .. second.Postings], [second.Refund!]);
    }

    private static Order Offered()
    {
        var zero = Money.Zero(Currency.Cny);
        return new()
        {
            Key = new("default", "ORDER001"),
            Channel = "wechatpay",
            Method = "native",
            MerchantId = "1900000001",
            Description = "A pot of tea",
            Total = new(1234, Currency.Cny),
            CreatedAt = Noon.AddMinutes(-5),
            ExpiresAt = Noon.AddMinutes(25),
            Paid = zero,
            Refunded = zero,
            RefundReserved = zero,
            Shared = zero,
            ShareReserved = zero,
            State = OrderState.AwaitingPayment,
        };
    }

    private static Evidence Paid(int attempt, string channel, string merchantId, string transactionId) => new()
    {
        Source = EvidenceSource.Answer,
        Id = transactionId,
        Event = OrderEvent.PaymentSucceeded,
        At = Noon,
        Attempt = attempt,
        Provider = channel,
        MerchantId = merchantId,
        Total = new(1234, Currency.Cny),
        TransactionId = transactionId,
    };
}
