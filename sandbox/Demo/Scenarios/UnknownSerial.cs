using System.Diagnostics;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class UnknownSerial : Scenario
{
    private const int Copies = 20;

    public override string Name => "unknown-serial";

    public override string Title => "20 notifications at once, each under a serial nobody has";

    public override string Expectation => "401 each, order unchanged, certificates asked for at most once a second";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var counts = await CallbackCounts.BeginAsync(world, cancellation);
        var orderId = await world.CreateAsync(cancellation);
        var downloads = Downloads(world);
        var watch = Stopwatch.StartNew();

        var forged = await world.WeChatPay.ForgeAsync(orderId, NoticeFault.UnknownSerial, Copies, cancellation);

        Expect.Same("answers", Enumerable.Repeat<int?>(401, Copies), forged.Select(delivery => delivery.Status));
        await world.ExpectUntouchedAsync(orderId, "AwaitingPayment", cancellation);
        await counts.ExpectRefusalsAsync("unknown-serial", Copies, cancellation);
        await counts.ExpectAsync(cancellation, refused: Copies);
        var asked = Downloads(world) - downloads;
        Expect.True("one certificate download a second at most", asked <= 1 + (int)watch.Elapsed.TotalSeconds, asked);
        world.PayNow(orderId);
        await world.AcknowledgedAsync(orderId, 1, cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        return $"20 × 401, {asked} certificate download(s)";
    }

    private static int Downloads(SandboxWorld world) =>
        world.WeChatPay.Calls.Where(call => call.Operation == "certificates").Length;
}
