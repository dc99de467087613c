using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class SignatureProbe : Scenario
{
    public override string Name => "signature-probe";

    public override string Title => "The provider probes with WECHATPAY/SIGNTEST/ before the genuine delivery";

    public override string Expectation =>
        "probe refused with 401 and counted apart, nothing in the log above information; then PAID";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var counts = await CallbackCounts.BeginAsync(world, cancellation);
        var alarms = world.Alarms();
        var orderId = await world.CreateAsync(cancellation);
        world.WeChatPay.PlanFor(orderId, new() { Fault = NoticeFault.SignatureProbe });

        world.PayNow(orderId);

        var deliveries = await world.AcknowledgedAsync(orderId, 1, cancellation);
        Expect.Equal("answer to the probe", 401, deliveries[0].Status);
        Expect.Equal("deliveries", 2, deliveries.Length);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        await counts.ExpectRefusalsAsync("signature-probe", 1, cancellation);
        await counts.ExpectAsync(cancellation, applied: 1, probe: 1);
        Expect.Same("lines of warning or worse in the app's log", [], world.Alarms()[alarms.Length..]);
        return "401 once, then PAID by the genuine delivery";
    }
}
