using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class SplitThenUnfrozen : Scenario
{
    public override string Name => "split-then-unfrozen";

    public override string Title => "A paid order is divided, the rest released; an answer and all notifications are lost";

    public override string Expectation => "300 and 100 of 1000 with receivers, 600 released to the merchant";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreatePaidForSharingAsync(1000, cancellation);
        world.WeChatPay.SplitPlanFor(orderId, new() { LostAnswers = 1, LoseNotices = true });
        var asked = await world.SplitAsync(
            orderId, "S1", [(SplitSteps.Partner, 300), (SplitSteps.Agent, 100)], false, cancellation);
        Expect.True("POST splits: 202", asked.Status == 202, asked);
        await world.UntilSplitAsync(orderId, "S1", split => split.State == "Done", cancellation);

        var release = await world.SplitAsync(orderId, "S2", [], true, cancellation);
        Expect.True("POST splits, the rest: 202", release.Status == 202, release);
        var released = await world.UntilSplitAsync(orderId, "S2", split => split.State == "Done", cancellation);
        Expect.Equal("the rest", 600, released.Rest.Amount);
        var atProvider = world.WeChatPay.Splits(orderId);
        Expect.Same("splits at the provider", [(2, null), (0, (long?)600)],
            atProvider.Select(split => (split.Shares.Count, split.Released)));
        var after = await world.SplitAsync(orderId, "S3", [(SplitSteps.Partner, 1)], false, cancellation);
        Expect.True("sharing-ended: 409", after.Status == 409, after);
        Expect.Equal("the partner has", 300, await world.HeldAsync(orderId, $"receiver/wechatpay/{SplitSteps.Partner}", cancellation));
        Expect.Equal("the agent has", 100, await world.HeldAsync(orderId, $"receiver/wechatpay/{SplitSteps.Agent}", cancellation));
        Expect.Equal("the merchant has", 600, await world.HeldAsync(orderId, "merchant/", cancellation));
        return "300 + 100 + 600 = 1000, an answer lost on the way and no notification";
    }
}
