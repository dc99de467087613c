using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Orders;

namespace PayFunctions.Tests.Functions;

public class InstanceIdsTests
{
    [Fact]
    public void No_tenant_can_be_named_so_that_two_orders_share_an_orchestration()
    {
        Assert.Equal(InstanceIds.Of(new("a", "b-ORDER1")), InstanceIds.Of(new("a-b", "ORDER1")));

        Assert.False(TenantRule.Accepts("a-b"));
    }

    [Fact]
    public void A_follow_up_never_takes_the_id_of_another_order()
    {
        var late = InstanceIds.OfLate(new("default", "ORDER1"), Paid("N1"));

        Assert.NotEqual(InstanceIds.Of(new("default", "ORDER1-late-N1")), late);
        Assert.False(OrderIdRule.Accepts(late.AsSpan("order-default-".Length)));
    }

    [Fact]
    public void The_longest_names_still_make_an_id_that_the_engine_takes()
    {
        var order = new OrderKey(new('t', TenantRule.Longest), new('o', OrderIdRule.Longest));

        Assert.InRange(InstanceIds.Of(order).Length, 1, 100);
        Assert.InRange(InstanceIds.OfLate(order, Paid(new('N', 60))).Length, 1, 100);
    }

    private static Evidence Paid(string id) => new()
    {
        Source = EvidenceSource.Notification,
        Id = id,
        Event = OrderEvent.PaymentSucceeded,
        At = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
    };
}
