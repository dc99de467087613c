using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class UnionPayRefunded : Scenario
{
    public override string Name => "unionpay-refunded";

    public override string Title => "An order paid through UnionPay is refunded in two parts, the second with its notice lost";

    public override string Expectation => "REFUNDED, each part once at UnionPay and once in the ledger";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateUnionPayAsync(cancellation);
        world.PayByUnionPay(orderId);
        await world.AcknowledgedByUnionPayAsync(orderId, 1, cancellation);

        var first = await world.RefundAsync(orderId, 234, cancellation);
        await world.UntilRefundAsync(orderId, first, "Succeeded", cancellation);
        await world.AcknowledgedByUnionPayAsync(orderId, 2, cancellation);
        Expect.Equal($"state of {orderId}", "PartiallyRefunded", (await world.ReadAsync(orderId, cancellation)).State);

        world.UnionPay.PlanFor(orderId, new() { Lose = true });
        var second = await world.RefundAsync(orderId, 1000, cancellation, nth: 2);
        await world.UntilRefundAsync(orderId, second, "Succeeded", cancellation);

        await world.UntilAsync(orderId, "Refunded", cancellation);
        var there = world.UnionPay.SentBack(orderId).Select(one => (one.TxnType, one.Amount));
        Expect.Same("refunds at UnionPay", [("04", 234L), ("04", 1000L)], there);
        var postings = await world.Merchant.PostingsAsync(orderId, cancellation);
        Expect.Same(
            $"postings of {orderId}", [("payment", 1234L), ("refund", 234L), ("refund", 1000L)],
            postings.Select(one => (one.Kind, one.Debits)));
        return "REFUNDED in two parts; one told, one found by asking";
    }
}
