using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class FiftyRefundsAtOnce : Scenario
{
    public override string Name => "fifty-refunds-at-once";

    public override string Title => "50 refunds of 100 are asked for at once, of an order of 2000";

    public override string Expectation => "exactly 20 taken and 30 refused, REFUNDED by exactly 2000";

    private const int Asked = 50;
    private const int Fit = 20;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreatePaidAsync(cancellation, amount: Fit * 100);

        var answers = await Task.WhenAll(Enumerable.Range(1, Asked).Select(nth =>
            world.Merchant.RefundAsync(orderId, RefundSteps.RefundId(orderId, nth), 100, cancellation)));

        var seen = string.Join(", ", answers.GroupBy(one => one.Status).Select(same => $"{same.Count()}x{same.Key}"));
        Expect.True($"{Fit} taken", answers.Count(one => one.Status == 202) == Fit, seen);
        Expect.True($"{Asked - Fit} above the rest", answers.Count(one => one.Status == 422) == Asked - Fit, seen);
        await world.UntilAsync(orderId, "Refunded", cancellation);
        await world.ExpectRefundedAsync(orderId, "Refunded", Fit * 100, cancellation);
        Expect.Equal("refunds at the provider", Fit, world.WeChatPay.Refunds(orderId).Length);
        return $"{Fit} of {Asked} taken, 2000 of 2000 back";
    }
}
