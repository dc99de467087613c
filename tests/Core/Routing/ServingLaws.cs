using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Routing;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Routing;

/// <summary>An order is never handed to a way that its request could not have named.</summary>
public class ServingLaws
{
    private static readonly OrderTerms Terms = new();

    private static readonly Arbitrary<(OrderRequest Request, PayingTerms Way)> Any = (
        from named in Gen.Elements(Terms.Ways.ToArray())
        from other in Gen.Elements(Terms.Ways.ToArray())
        from amount in Gen.Elements(1L, 100_000_000L, 100_000_001L, 9_999_999_999L)
        from length in Gen.Elements(1, 126, 127, 128, 256, 257)
        from currency in Gen.Elements("CNY", "CNY", "JPY")
        from address in Gen.Elements(null, "203.0.113.7")
        from openId in Gen.Elements(null, "oPayer")
        from sharing in Gen.Elements(false, false, true)
        select (new OrderRequest
        {
            OrderId = "ORD20261121000001",
            Channel = named.Channel,
            Method = named.Method,
            MerchantId = "1900000001",
            Description = new('x', length),
            Amount = amount,
            Currency = currency,
            PayerClientIp = address,
            PayerOpenId = openId,
            ProfitSharing = sharing,
        }, other)).ToArbitrary();

    [Fact]
    public void What_serves_an_order_is_what_would_have_taken_its_request() => Prop.ForAll(Any, asked =>
    {
        if (Read(asked.Request) is not { } order) return true;
        // As the router keeps them: whoever may have to know of the payer later finds it on the order.
        var kept = order with { Payer = new(asked.Request.PayerOpenId, asked.Request.PayerClientIp) };
        var named = asked.Request with { Channel = asked.Way.Channel, Method = asked.Way.Method };
        return Serving.Serves(asked.Way, kept) == (Read(named) is not null);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("alipay", "native", "precreate")]
    [InlineData("wechatpay", "precreate", "native")]
    [InlineData("alipay", "h5", "wap")]
    [InlineData("unionpay", "h5", "wap")]
    [InlineData("wechatpay", "app", "app")]
    [InlineData("unionpay", "page", "page")]
    [InlineData("alipay", "jsapi", null)]
    [InlineData("wechatpay", "page", null)]
    [InlineData("wechatpay", "cash", null)]
    public void A_way_is_known_by_any_channel_s_word(string channel, string asked, string? through) =>
        Assert.Equal(through, Ways.Through(channel, asked));

    [Fact]
    public void Every_way_of_paying_is_one_that_routes_know() =>
        Assert.All(Terms.Ways, way => Assert.Equal(way.Method, Ways.Through(way.Channel, way.Method)));

    private static Order? Read(OrderRequest request) => OrderRules.Read(request, "default", Terms, Told.Noon).Order;
}
