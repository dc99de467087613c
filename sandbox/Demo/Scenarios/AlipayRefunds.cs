using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class AlipayRefunds : Scenario
{
    public override string Name => "alipay-refunds";

    public override string Title => "An order paid through Alipay is refunded in two parts, the second with its notice lost";

    public override string Expectation => "REFUNDED, each part once at Alipay and once in the ledger";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        foreach (var application in new[] { world.Alipay.PublicKeyMode, world.Alipay.CertificateMode })
        {
            var orderId = await world.CreateAlipayAsync(cancellation, application: application);
            world.PayByAlipay(orderId);
            await world.AcknowledgedByAlipayAsync(orderId, 1, cancellation);

            var first = await world.RefundAsync(orderId, 234, cancellation);
            await world.UntilRefundAsync(orderId, first, "Succeeded", cancellation);
            await world.AcknowledgedByAlipayAsync(orderId, 2, cancellation);
            Expect.Equal($"state of {orderId}", "PartiallyRefunded", (await world.ReadAsync(orderId, cancellation)).State);

            world.Alipay.PlanFor(orderId, new() { Lose = true });
            var second = await world.RefundAsync(orderId, 1000, cancellation, nth: 2);
            await world.UntilRefundAsync(orderId, second, "Succeeded", cancellation);

            await world.UntilAsync(orderId, "Refunded", cancellation);
            var there = world.Alipay.Trade(orderId).Refunds.Select(refund => (refund.RequestNo, refund.Amount));
            Expect.Same("refunds at Alipay", [(first, 2.34m), (second, 10.00m)], there);
            var postings = await world.Merchant.PostingsAsync(orderId, cancellation);
            Expect.Same(
                $"postings of {orderId}", [("payment", 1234L), ("refund", 234L), ("refund", 1000L)],
                postings.Select(one => (one.Kind, one.Debits)));
        }

        return "REFUNDED in two parts, by public key and by certificate; one told, one found by asking";
    }
}
