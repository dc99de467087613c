using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class FailedOrchestrationHealed : Scenario
{
    /// <summary>More than anybody asks until the orchestration gives up.</summary>
    private const int Errors = 1000;

    public override string Name => "failed-orchestration-healed";

    public override string Title =>
        "An order is paid, unheard of, while its provider errs for so long that its orchestration gives up";

    public override string Expectation => "the timer has another go on, audited with the failure; then PAID, one posting";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation, expiresIn: 3);
        world.WeChatPay.PlanFor(orderId, new() { Lose = true });
        world.WeChatPay.ErrNext("query", orderId, 500, "SYSTEM_ERROR", Errors);
        world.PayNow(orderId);

        var heal = await world.UntilHealedAsync(orderId, "Order", cancellation);
        Expect.True("the orchestration that broke off", heal.Cause.EndsWith(orderId, StringComparison.Ordinal), heal);
        world.WeChatPay.Recover("query", orderId);

        await world.UntilAsync(orderId, "Paid", cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        await world.ExpectFollowedUpAsync([orderId], cancellation);
        return "given up, healed once, PAID by query";
    }
}
