using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class LostRefundNotificationHealed : Scenario
{
    private const int Errors = 1000;

    public override string Name => "lost-refund-notification-healed";

    public override string Title =>
        "A refund ends, unheard of, while its provider errs for so long that its orchestration gives up";

    public override string Expectation => "the timer has another go on, audited with the failure; then REFUNDED once";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreatePaidAsync(cancellation);
        var refundId = RefundSteps.RefundId(orderId);
        world.WeChatPay.PlanFor(refundId, new() { Lose = true });
        world.WeChatPay.ErrNext("query-refund", refundId, 500, "SYSTEM_ERROR", Errors);
        await world.RefundAsync(orderId, 1234, cancellation);

        var heal = await world.UntilHealedAsync(orderId, "Refund", cancellation);
        Expect.True("the refund's own", heal.Cause.Contains(refundId, StringComparison.Ordinal), heal);
        world.WeChatPay.Recover("query-refund", refundId);

        await world.UntilAsync(orderId, "Refunded", cancellation);
        await world.ExpectRefundedAsync(orderId, "Refunded", 1234, cancellation);
        Expect.Equal("refunds at the provider", 1, world.WeChatPay.Refunds(orderId).Length);
        return "given up, healed once, REFUNDED by query";
    }
}
