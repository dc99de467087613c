using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Routing;

namespace PayFunctions.Tests.Core.Routing;

/// <summary>What holds for every choice of a route.</summary>
public class RouterLaws
{
    private static readonly string[] ChannelNames = ["wechatpay", "alipay", "unionpay"];

    private static readonly Gen<Route> AnyRoute =
        from channel in Gen.Elements(ChannelNames)
        from number in Gen.Choose(1, 9)
        from priority in Gen.Choose(0, 2)
        from weight in Gen.Choose(0, 5)
        from env in Gen.Elements(null, null, "gray")
        select new Route($"{channel}-{number}", channel, $"{number}", priority, weight, env);

    private static readonly Gen<Dictionary<string, Availability>> AnyDay =
        from one in Gen.Elements(Enum.GetValues<Availability>())
        from two in Gen.Elements(Enum.GetValues<Availability>())
        from three in Gen.Elements(Enum.GetValues<Availability>())
        select new Dictionary<string, Availability> { ["wechatpay"] = one, ["alipay"] = two, ["unionpay"] = three };

    private static readonly Arbitrary<(Route[] Routes, Dictionary<string, Availability> Day, OrderKey Order, string? Env)>
        Any = (
            from routes in Gen.ArrayOf(AnyRoute)
            from day in AnyDay
            from number in Gen.Choose(100000, 999999)
            from env in Gen.Elements(null, "gray", "elsewhere")
            select (routes, day, new OrderKey("default", $"ORD{number}"), env)).ToArbitrary();

    [Fact]
    public void No_order_goes_to_a_channel_in_maintenance_and_to_an_open_one_only_when_none_is_up() => Check((routes, day, order, env) =>
    {
        var preferred = Router.Prefer(routes, order, env);
        var up = preferred.Any(route => day[route.Channel] == Availability.Up);
        return Router.Choose(preferred, channel => day[channel]).Route switch
        {
            { } chosen => day[chosen.Channel] == Availability.Up
                || (!up && day[chosen.Channel] == Availability.CircuitOpen),
            null => preferred.All(route => day[route.Channel] == Availability.Maintenance),
        };
    });

    [Fact]
    public void The_same_order_prefers_the_same_whatever_the_order_of_the_settings() => Check((routes, _, order, env) =>
        Router.Prefer(routes.Distinct(), order, env)
            .SequenceEqual(Router.Prefer(routes.Distinct().Reverse(), order, env)));

    [Fact]
    public void A_route_of_another_environment_is_never_taken() => Check((routes, _, order, env) =>
        Router.Prefer(routes, order, env).All(route => route.Env is null || route.Env == env));

    [Fact]
    public void Those_of_the_environment_go_first_and_then_by_priority() => Check((routes, _, order, env) =>
        Router.Prefer(routes, order, env).Select(route => (route.Env is null, route.Priority)) is var asked
        && asked.SequenceEqual(asked.Order()));

    [Fact]
    public void An_order_whose_route_stays_up_keeps_it_whatever_happens_to_others() => Check((routes, day, order, env) =>
    {
        var preferred = Router.Prefer(routes, order, env);
        var before = Router.Choose(preferred, _ => Availability.Up).Route;
        return before is null || day[before.Channel] != Availability.Up
            || Router.Choose(preferred, channel => day[channel]).Route == before;
    });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(1, 9)]
    public void Weights_hold_over_many_orders(int one, int two)
    {
        const int Orders = 20_000;
        Route[] routes = [new("one", "wechatpay", "1", Weight: one), new("two", "alipay", "2", Weight: two)];

        var toOne = Enumerable.Range(0, Orders).Count(
            number => Router.Prefer(routes, new("default", $"ORD{number:D8}"), null)[0].Name == "one");

        // Five standard deviations of as many fair draws: about one failure in a million, and the ids are fixed.
        var share = (double)one / (one + two);
        var allowed = 5 * Math.Sqrt(share * (1 - share) / Orders);
        Assert.InRange((double)toOne / Orders, share - allowed, share + allowed);
    }

    [Fact]
    public void A_route_without_weight_is_taken_only_when_no_other_of_its_priority_can()
    {
        Route[] routes = [new("spare", "alipay", "2", Weight: 0), new("one", "wechatpay", "1", Weight: 1)];

        Assert.All(Enumerable.Range(0, 200), number => Assert.Equal(
            ["one", "spare"], Router.Prefer(routes, new("default", $"ORD{number:D8}"), null).Select(route => route.Name)));
    }

    private static void Check(Func<Route[], Dictionary<string, Availability>, OrderKey, string?, bool> law) =>
        Prop.ForAll(Any, asked => law(asked.Routes, asked.Day, asked.Order, asked.Env)).QuickCheckThrowOnFailure();
}
