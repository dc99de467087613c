using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Refunds;

namespace PayFunctions.Tests.Functions;

public class RefundIdsTests
{
    [Fact]
    public void Two_refunds_never_share_an_orchestration_however_their_ids_are_cut()
    {
        (OrderKey Order, Refund Refund)[] refunds =
        [
            (new("default", "ORD-A-B"), Of("C")), (new("default", "ORD-A"), Of("B-C")),
            (new("default", "ORD-A"), Of("C")), (new("default", "ORD-A"), Of("C", round: 2)),
            (new("default", "ORD-A"), Of("C-2")), (new("acme", "ORD-A"), Of("C")),
        ];

        var ids = refunds.Select(one => RefundIds.Of(one.Order, one.Refund)).ToList();

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_longest_ids_still_make_one_that_the_engine_takes()
    {
        var order = new OrderKey(new('t', 40), new('o', 32));

        var (one, other) = (Of(new('r', 64)), Of(new string('r', 63) + "s"));

        Assert.InRange(RefundIds.Of(order, one).Length, 1, 100);
        Assert.NotEqual(RefundIds.Of(order, one), RefundIds.Of(order, other));
        Assert.Equal(RefundIds.Of(order, one), RefundIds.Of(order, one with { State = RefundState.Processing }));
    }

    private static Refund Of(string id, int round = 1) => new()
    {
        Id = id,
        Amount = new(100, Currency.Cny),
        Cause = RefundCause.MerchantRequest,
        TransactionId = "4200000001",
        RequestedAt = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
        Round = round,
    };
}
