using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

/// <summary>
/// A callback that must not be believed, for an order that nobody paid; afterwards the order can still be paid.
/// </summary>
public abstract class ForgedNotification(NoticeFault fault, string reason) : Scenario
{
    public override string Expectation =>
        $"401, counted as {reason}, order and ledger unchanged; a genuine payment still pays";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var counts = await CallbackCounts.BeginAsync(world, cancellation);
        var orderId = await world.CreateAsync(cancellation);

        var forged = await world.WeChatPay.ForgeAsync(orderId, fault, 1, cancellation);

        Expect.Equal($"answer ({forged[0].Problem ?? forged[0].Answer})", 401, forged[0].Status);
        await world.ExpectUntouchedAsync(orderId, "AwaitingPayment", cancellation);
        await counts.ExpectRefusalsAsync(reason, 1, cancellation);
        await counts.ExpectAsync(cancellation, refused: 1);
        world.PayNow(orderId);
        await world.AcknowledgedAsync(orderId, 1, cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        return "refused with 401, nothing changed, then paid genuinely";
    }
}
