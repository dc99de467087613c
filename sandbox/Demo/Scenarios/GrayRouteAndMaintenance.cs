using System.Globalization;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class GrayRouteAndMaintenance : Scenario
{
    public override string Name => "gray-route-and-maintenance";

    public override string Title => "x-pay-env: gray goes by a route of its own; a planned window keeps orders from WeChat Pay";

    public override string Expectation => "gray orders through the gray account alone; during the window all through Alipay";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var gray = world.WeChatPay.PublicKeyMode.MerchantId;
        var settings = new Dictionary<string, string>(world.Routes())
        {
            ["Routing__Routes__gray__Channel"] = RoutingSteps.WeChatPay,
            ["Routing__Routes__gray__MerchantId"] = gray,
            ["Routing__Routes__gray__Env"] = "gray",
        };
        await world.RestartAppAsync(settings, cancellation);
        await world.UntilWeChatPayTakesOrdersAsync(cancellation);
        for (var nth = 0; nth < 3; nth++)
        {
            var plain = await world.CreateRoutedAsync(world.Routed(), cancellation);
            Expect.Equal("account of a plain order", world.WeChatPay.PlatformMode.MerchantId, plain.MerchantId);
            var tried = await world.CreateRoutedAsync(world.Routed(), cancellation, env: "gray");
            Expect.Equal("account of a gray order", gray, tried.MerchantId);
        }

        var now = DateTimeOffset.UtcNow;
        settings["Routing__Maintenance__wechatpay__0__From"] = now.AddMinutes(-1).ToString("O", CultureInfo.InvariantCulture);
        settings["Routing__Maintenance__wechatpay__0__Until"] = now.AddHours(1).ToString("O", CultureInfo.InvariantCulture);
        await world.RestartAppAsync(settings, cancellation);
        foreach (var env in new[] { null, "gray" })
        {
            var order = await world.CreateRoutedAsync(world.Routed(), cancellation, env);
            Expect.Equal("channel during the window", RoutingSteps.Alipay, order.Channel);
            var why = order.Timeline.Single(entry => entry.Event == "Rerouted").Code;
            Expect.Equal("why", "wechatpay maintenance", why);
            world.PayRouted(order);
            await world.ExpectPaidOnceRoutedAsync(order.OrderId, cancellation);
        }

        await world.RestartAppAsync([], cancellation);
        return "3 gray and 3 plain each their own way; 2 by Alipay during the window, PAID";
    }
}
