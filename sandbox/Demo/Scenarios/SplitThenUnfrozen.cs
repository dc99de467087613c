using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class SplitThenUnfrozen : Scenario
{
    public override string Name => "split-then-unfrozen";

    public override string Title => "A paid order is divided, the rest released; requests that can't stand come between";

    public override string Expectation => "300 and 100 of 1000 with receivers, 600 released; each refusal says why";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreatePaidForSharingAsync(1000, cancellation);
        world.WeChatPay.SplitPlanFor(orderId, new() { LostAnswers = 1, LoseNotices = true });
        var asked = await world.SplitAsync(
            orderId, "S1", [(SplitSteps.Partner, 300), (SplitSteps.Agent, 100)], false, cancellation);
        Expect.True("POST splits: 202", asked.Status == 202, asked);
        await world.UntilSplitAsync(orderId, "S1", split => split.State == "Done", cancellation);

        var refused = await RefuseAllAsync(world, orderId, cancellation);

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
        return $"300 + 100 + 600 = 1000, an answer lost on the way, {refused} requests refused by name";
    }

    private static async Task<int> RefuseAllAsync(SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        var unpaid = await world.CreateAsync(cancellation);
        var plain = await world.CreatePaidAsync(cancellation);
        (string Order, string Account, long Amount, string Currency, int Status, string Kind, string Says)[] asked =
        [
            (orderId, SplitSteps.Partner, 601, "CNY", 422, "above-rest", "left: 600, asked for: 601 CNY"),
            (orderId, "1900000099", 1, "CNY", 422, "unknown-receiver", "1900000099"),
            (orderId, SplitSteps.Partner, 1, "USD", 422, "other-currency", "paid in CNY"),
            (unpaid, SplitSteps.Partner, 1, "CNY", 409, "not-paid", "Paid: 0 CNY"),
            (plain, SplitSteps.Partner, 1, "CNY", 409, "not-for-sharing", ""),
            (world.NewOrderId(), SplitSteps.Partner, 1, "CNY", 404, "no-such-order", ""),
            (orderId, SplitSteps.Partner, 0, "CNY", 400, "invalid-request", "receivers[0].amount.amount"),
        ];
        for (var nth = 0; nth < asked.Length; nth++)
        {
            var one = asked[nth];
            var answer = await world.SplitAsync(
                one.Order, $"BAD{nth}", [(one.Account, one.Amount)], false, cancellation, one.Currency);
            Expect.True($"{one.Kind}: {one.Status}", answer.Status == one.Status, answer);
            var named = answer.Text.Contains($":{one.Kind}\"", StringComparison.Ordinal)
                && answer.Text.Contains(one.Says, StringComparison.Ordinal);
            Expect.True($"{one.Kind}, and '{one.Says}'", named, answer.Text);
        }

        Expect.Equal("splits at the provider", 1, world.WeChatPay.Splits(orderId).Length);
        return asked.Length;
    }
}
