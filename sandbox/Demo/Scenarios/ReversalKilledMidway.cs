using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ReversalKilledMidway : Scenario
{
    public override string Name => "reversal-killed-midway";

    public override string Title => "SIGKILL once Alipay has sent the money back and before we know";

    public override string Expectation => "after the restart REVOKED, found by asking: one cancel, one reversal";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAlipayAsync(cancellation);
        world.PayByAlipay(orderId);
        await world.AcknowledgedByAlipayAsync(orderId, 1, cancellation);
        world.LoseTheCancelOf(orderId);

        await world.ReverseAsync(orderId, cancellation);
        await world.Alipay.Calls.WaitAsync(
            call => call.OutTradeNo == orderId && call.Method == "alipay.trade.cancel", seen => seen.Length == 1,
            OrderSteps.Patience, $"a cancel of {orderId}", cancellation);
        world.App.Kill();
        await world.RestartAppAsync([], cancellation);

        await world.ExpectRevokedAsync(orderId, cancels: 1, cancellation);
        await world.ExpectRefundsFollowedUpAsync([orderId], cancellation);
        return "killed, restarted; REVOKED, one reversal";
    }
}
