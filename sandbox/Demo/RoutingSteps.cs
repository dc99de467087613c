using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The steps that scenarios of routes are made of: WeChat Pay first, Alipay after it.</summary>
internal static class RoutingSteps
{
    public const string WeChatPay = "wechatpay";

    public const string Alipay = "alipay";

    /// <summary>The routes and a breaker in the demo's pace, as settings of the app.</summary>
    public static Dictionary<string, string> Routes(this SandboxWorld world) => new()
    {
        ["Routing__Routes__first__Channel"] = WeChatPay,
        ["Routing__Routes__first__MerchantId"] = world.WeChatPay.PlatformMode.MerchantId,
        ["Routing__Routes__first__Priority"] = "1",
        ["Routing__Routes__second__Channel"] = Alipay,
        ["Routing__Routes__second__MerchantId"] = world.Alipay.PublicKeyMode.AppId,
        ["Routing__Routes__second__Priority"] = "2",
        ["Routing__LeaveWithin"] = "00:00:00.3",
        ["Routing__Breaker__OpenFor"] = "00:00:01",
        ["Routing__Breaker__SharedWithin"] = "00:00:00.2",
        ["Schedules__ProbeChannels"] = "*/1 * * * * *",
    };

    /// <summary>An order whose channel is the router's to choose.</summary>
    public static NewOrder Routed(this SandboxWorld world, long amount = 1234) => new(world.NewOrderId(), amount)
    {
        Channel = "auto",
        MerchantId = null,
    };

    /// <summary>Creates it, and reads which way it goes.</summary>
    public static async Task<OrderView> CreateRoutedAsync(
        this SandboxWorld world, NewOrder order, CancellationToken cancellation, string? env = null)
    {
        var answer = env is null
            ? await world.Merchant.CreateAsync(order, cancellation)
            : await world.Merchant.CreateAsync(order, env, cancellation);
        Expect.True("POST orders, channel auto: 201", answer.Status == 201, answer);
        var view = await world.ReadAsync(order.OrderId, cancellation);
        Expect.Equal("channel of the answer", view.Channel, answer.Body.GetProperty("channel").GetString());
        return view;
    }

    /// <summary>What went before may have opened its circuit: it is waited for.</summary>
    public static Task UntilWeChatPayTakesOrdersAsync(this SandboxWorld world, CancellationToken cancellation) =>
        OrderSteps.UntilAsync(
            "an order goes through WeChat Pay at once", () => world.CreateRoutedAsync(world.Routed(), cancellation),
            order => order is { Channel: WeChatPay, Attempts: null }, order => order.Channel, cancellation);

    /// <summary>What the open attempt is called at its provider.</summary>
    public static string OutTradeNo(this OrderView order) => order.Attempts is { } attempts
        ? attempts.Single(one => one.Closed is null).OutTradeNo
        : order.OrderId;

    /// <summary>The payer pays through the attempt that is open.</summary>
    public static void PayRouted(this SandboxWorld world, OrderView order)
    {
        if (order.Channel == Alipay) world.PayByAlipay(order.OutTradeNo());
        else world.PayNow(order.OutTradeNo());
    }

    public static Task<MetricsView> UntilBreakerAsync(
        this SandboxWorld world, string channel, string phase, CancellationToken cancellation) =>
        OrderSteps.UntilAsync(
            $"the breaker of {channel} {phase}", () => world.Merchant.MetricsAsync(cancellation),
            metrics => metrics.IsBreaker(channel, phase), _ => "not yet", cancellation);

    public static bool IsBreaker(this MetricsView metrics, string channel, string phase) =>
        metrics.Sum("payfunctions_channel_breaker", ("channel", channel), ("phase", phase)) == 1;

    /// <summary>Paid once and no more, whichever attempt it was: the state, the amount, one balanced posting.</summary>
    public static async Task ExpectPaidOnceRoutedAsync(
        this SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        var order = await world.UntilAsync(orderId, "Paid", cancellation);
        Expect.Equal($"amount paid of {orderId}", order.Total, order.Paid);
        await world.ExpectOnePostingAsync(orderId, "payment", order.Total.Amount, cancellation);
        Expect.Equal($"refunds of {orderId}", 0, order.Refunds.Length);
    }
}
