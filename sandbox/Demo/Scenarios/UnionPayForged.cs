using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class UnionPayForged : Scenario
{
    private static readonly (UnionPayFault Fault, string Reason)[] Faults =
    [
        (UnionPayFault.TamperedAmount, "bad-signature"),
        (UnionPayFault.StrangersKey, "bad-signature"),
        (UnionPayFault.StrangersAuthority, "untrusted-certificate"),
        (UnionPayFault.MerchantsCertificate, "other-signer"),
        (UnionPayFault.DoubledField, "duplicate-field"),
        (UnionPayFault.OldVersion, "unsupported-version"),
    ];

    public override string Name => "unionpay-forged";

    public override string Title => "UnionPay notifications that must not be believed, each bringing a certificate along";

    public override string Expectation => "none answered 200, each counted by its reason, nothing changed; then paid genuinely";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateUnionPayAsync(cancellation);
        foreach (var (fault, reason) in Faults)
        {
            var counts = await CallbackCounts.BeginAsync(world, cancellation, "unionpay");
            var forged = await world.UnionPay.ForgeAsync(orderId, fault, cancellation);
            Expect.True($"{fault} is not acknowledged", forged is { Acknowledged: false, Answer: "fail" }, forged);
            await counts.ExpectRefusalsAsync(reason, 1, cancellation);
            await counts.ExpectAsync(cancellation, refused: 1);
        }

        await world.ExpectUntouchedAsync(orderId, "AwaitingPayment", cancellation);
        world.PayByUnionPay(orderId);
        await world.AcknowledgedByUnionPayAsync(orderId, 1, cancellation);
        await world.ExpectPaidOnceByUnionPayAsync(orderId, cancellation);
        return $"{Faults.Length} refused, nothing changed, then paid genuinely";
    }
}
