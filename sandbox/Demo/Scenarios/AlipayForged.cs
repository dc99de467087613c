using PayFunctions.Sandbox.Alipay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class AlipayForged : Scenario
{
    private static readonly (AlipayFault Fault, string Reason)[] Faults =
    [
        (AlipayFault.TamperedAmount, "bad-signature"),
        (AlipayFault.StrangersKey, "bad-signature"),
        (AlipayFault.DoubledField, "duplicate-field"),
        (AlipayFault.OldSignatureType, "unsupported-signature-type"),
        (AlipayFault.HiddenRefund, "ambiguous-field"),
    ];

    public override string Name => "alipay-forged";

    public override string Title => "Alipay notifications that must not be believed";

    public override string Expectation => "each answered fail, counted by its reason, nothing changed; then paid genuinely";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAlipayAsync(cancellation);
        foreach (var (fault, reason) in Faults)
        {
            var counts = await CallbackCounts.BeginAsync(world, cancellation, "alipay");
            var forged = await world.Alipay.ForgeAsync(orderId, fault, cancellation);
            Expect.Equal($"answer to {fault} ({forged.Problem ?? $"{forged.Status}"})", "fail", forged.Answer);
            await counts.ExpectRefusalsAsync(reason, 1, cancellation);
            await counts.ExpectAsync(cancellation, refused: 1);
        }

        await world.ExpectUntouchedAsync(orderId, "AwaitingPayment", cancellation);
        world.PayByAlipay(orderId);
        await world.AcknowledgedByAlipayAsync(orderId, 1, cancellation);
        await world.ExpectPaidOnceByAlipayAsync(orderId, cancellation);
        return $"{Faults.Length} answered fail, nothing changed, then paid genuinely";
    }
}
