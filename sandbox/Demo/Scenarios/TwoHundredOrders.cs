using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class TwoHundredOrders : Scenario
{
    public override string Name => "two-hundred-orders";

    public override string Title => "200 orders created and paid at once";

    public override string Expectation =>
        "all PAID by callback, 200 postings, debits = credits = the sum of the amounts";

    private const int Orders = 200;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orders = await world.CreateManyAsync(Orders, cancellation);

        foreach (var orderId in orders) world.PayNow(orderId);
        foreach (var orderId in orders) await world.AcknowledgedAsync(orderId, 1, cancellation);

        await Parallel.ForEachAsync(
            orders, cancellation, async (orderId, stop) => await world.ExpectPaidOnceAsync(orderId, stop));
        var ledgers = await Task.WhenAll(orders.Select(orderId => world.Merchant.PostingsAsync(orderId, cancellation)));
        var amounts = orders.Sum(orderId => world.WeChatPay.Transaction(orderId).Total);
        Expect.Equal("sum of debits", amounts, ledgers.Sum(postings => postings.Sum(posting => posting.Debits)));
        Expect.Equal("sum of credits", amounts, ledgers.Sum(postings => postings.Sum(posting => posting.Credits)));
        Expect.Equal("postings", Orders, ledgers.Sum(postings => postings.Length));
        await world.ExpectFollowedUpAsync(orders, cancellation);
        return $"200 PAID, {amounts} fen on each side";
    }
}
