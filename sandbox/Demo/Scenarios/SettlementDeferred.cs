using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class SettlementDeferred : Scenario
{
    public override string Name => "settlement-deferred";

    public override string Title =>
        "Payments stay frozen until their date; one is divided before it, two are refunded; SIGKILL before the date and at it";

    public override string Expectation => "on the date what is left is released by itself, exactly once, and not before";

    private const int AfterSeconds = 6;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await RefusedAsync(world, cancellation);
        var divided = await world.CreatePaidForSharingAsync(1000, cancellation, settleAfter: AfterSeconds);
        var refunded = await world.CreatePaidForSharingAsync(1000, cancellation, settleAfter: AfterSeconds);
        var goneBack = await world.CreatePaidForSharingAsync(1000, cancellation, settleAfter: AfterSeconds);
        world.WeChatPay.SplitPlanFor(refunded, new() { LostAnswers = 1 });

        var split = await world.SplitAsync(divided, "S1", [(SplitSteps.Partner, 300)], false, cancellation);
        Expect.True("POST splits: 202", split.Status == 202, split);
        var part = await world.RefundAsync(refunded, 400, cancellation);
        var whole = await world.RefundAsync(goneBack, 1000, cancellation);
        await KillAsync(world, cancellation); // The dates are ahead: only the timers know of them.

        await world.WeChatPay.Calls.WaitAsync(
            call => call.Operation == "unfreeze", seen => seen.Length > 0, OrderSteps.Patience, "a release",
            cancellation);
        await KillAsync(world, cancellation);

        await world.UntilRefundAsync(refunded, part, "Succeeded", cancellation);
        await world.UntilRefundAsync(goneBack, whole, "Succeeded", cancellation);
        await ExpectReleasedAsync(world, divided, 700, cancellation);
        await ExpectReleasedAsync(world, refunded, 600, cancellation);
        await world.UntilAsync(goneBack, "Refunded", cancellation);
        Expect.Equal($"releases of {goneBack}", 0, ReleasesOf(world, goneBack).Length);
        Expect.Equal(
            "the partner has", 300, await world.HeldAsync(divided, $"receiver/wechatpay/{SplitSteps.Partner}", cancellation));
        return "700 of 1000 beside a share of 300, 600 beside a refund of 400, nothing of what went back; one release each";
    }

    private static async Task RefusedAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var notFrozen = new NewOrder(world.NewOrderId(), 1000) { SettleAfterSeconds = AfterSeconds };
        var tooLong = notFrozen with { ProfitSharing = true, SettleAfterSeconds = (30 * 24 * 60 * 60) + 1 };
        foreach (var (order, field) in new[] { (notFrozen, "settlement"), (tooLong, "settlement.afterSeconds") })
        {
            var answer = await world.Merchant.CreateAsync(order, cancellation);
            var named = answer.Text.Contains($"\"field\":\"{field}\"", StringComparison.Ordinal);
            Expect.True($"400 that names {field}", answer.Status == 400 && named, answer);
        }
    }

    private static async Task KillAsync(SandboxWorld world, CancellationToken cancellation)
    {
        world.App.Kill();
        await world.RestartAppAsync([], cancellation);
    }

    /// <summary>Released once, of that amount, on its date and not before; and the order can't be divided any more.</summary>
    private static async Task ExpectReleasedAsync(
        SandboxWorld world, string orderId, long rest, CancellationToken cancellation)
    {
        await OrderSteps.UntilAsync(
            $"the rest of {orderId} released",
            () => world.Merchant.GetAsync($"orders/{orderId}/splits/auto-settle-1", cancellation),
            answer => answer.Status == 200 && answer.Body.GetProperty("state").GetString() == "Done",
            answer => answer,
            cancellation);
        var order = (await world.Merchant.GetAsync($"orders/{orderId}", cancellation)).Body;
        Expect.Equal($"sharing of {orderId}", "Ended", order.GetProperty("sharing").GetString());
        var due = order.GetProperty("settlement").GetProperty("at").GetDateTimeOffset();

        var releases = ReleasesOf(world, orderId);
        Expect.Same($"releases of {orderId}", [(long?)rest], releases.Select(release => release.Released));
        Expect.True($"released at {due:O} or later", releases[0].At >= due, releases[0].At.ToString("O"));
        var calls = world.WeChatPay.Calls.Where(call => call.Operation == "unfreeze" && call.OutTradeNo.StartsWith(orderId, StringComparison.Ordinal));
        Expect.True($"the same number each time, {orderId}", calls.DistinctBy(call => call.OutTradeNo).Count() == 1, calls.Length);
    }

    private static SimulatedSplit[] ReleasesOf(SandboxWorld world, string orderId) =>
        [.. world.WeChatPay.Splits(orderId).Where(split => split.Released is not null)];
}
