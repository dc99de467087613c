using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class UnionPayReversed : Scenario
{
    public override string Name => "unionpay-reversed";

    public override string Title => "UnionPay orders are taken back on their day: one that was told as paid, and one that was not";

    public override string Expectation => "REVOKED by one reversal (txnType 31) each, nothing left in the ledger";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var told = await world.CreateUnionPayAsync(cancellation);
        world.PayByUnionPay(told);
        await world.AcknowledgedByUnionPayAsync(told, 1, cancellation);
        await ReverseAsync(world, told, cancellation);
        await world.AcknowledgedByUnionPayAsync(told, 2, cancellation);
        var refund = await world.Merchant.RefundAsync(told, RefundSteps.RefundId(told), 1, cancellation);
        Expect.Equal("status of a refund of what is back", 409, refund.Status);

        var unheard = await world.CreateUnionPayAsync(cancellation);
        world.UnionPay.PlanFor(unheard, new() { Lose = true });
        world.PayByUnionPay(unheard);
        await ReverseAsync(world, unheard, cancellation);
        return "2 REVOKED by one reversal each";
    }

    private static async Task ReverseAsync(SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        await world.ReverseAsync(orderId, cancellation);
        var order = await world.UntilAsync(orderId, "Revoked", cancellation);
        var there = world.UnionPay.SentBack(orderId).Select(one => (one.TxnType, one.Amount));
        Expect.Same($"what UnionPay sent back of {orderId}", [("31", order.Total.Amount)], there);
        var postings = await world.Merchant.PostingsAsync(orderId, cancellation);
        Expect.Same($"postings of {orderId}", ["payment", "reversal"], postings.Select(one => one.Kind));
        var left = postings.SelectMany(one => one.Entries).GroupBy(entry => entry.Account)
            .Select(account => account.Sum(entry => entry.Debit - entry.Credit));
        Expect.Same($"what is left on the accounts of {orderId}", [0L, 0L], left);
    }
}
