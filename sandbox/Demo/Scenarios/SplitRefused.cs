using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class SplitRefused : Scenario
{
    public override string Name => "split-refused";

    public override string Title => "Splits and returns that can't stand, and one that only the provider can refuse";

    public override string Expectation => "Each refusal names its rule and the numbers; nothing moves";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreatePaidForSharingAsync(1000, cancellation);
        world.WeChatPay.SplitPlanFor(orderId, new() { Closed = SplitSteps.Agent });
        var refused = await RefuseSplitsAsync(world, orderId, cancellation);
        Expect.Equal("splits at the provider", 0, world.WeChatPay.Splits(orderId).Length);

        // Taken by the app, and by the provider too: but one receiver's account can't take it.
        var taken = await world.SplitAsync(
            orderId, "S1", [(SplitSteps.Partner, 300), (SplitSteps.Agent, 100)], false, cancellation);
        Expect.True("POST splits: 202", taken.Status == 202, taken);
        var split = await world.UntilSplitAsync(orderId, "S1", split => split.State == "Done", cancellation);
        Expect.Same(
            "what became of each share", [("Received", null), ("NotReceived", "ACCOUNT_ABNORMAL")],
            split.Receivers.Select(share => (share.Result, share.Reason)));
        Expect.Equal("the merchant has", 700, await world.HeldAsync(orderId, "merchant/", cancellation));

        var above = await world.ReturnAsync(orderId, "S1", "RET1", SplitSteps.Partner, 301, cancellation);
        SplitSteps.ExpectRefused(above, 422, "above-share", "Received by the split: 300, asked for: 301 CNY");
        var nobody = await world.ReturnAsync(orderId, "S1", "RET2", SplitSteps.Agent, 1, cancellation);
        SplitSteps.ExpectRefused(nobody, 422, "above-share", $"1 CNY from {SplitSteps.Agent}");
        Expect.Equal("returns at the provider", 0, world.WeChatPay.SplitReturns(orderId).Length);
        return $"{refused + 2} requests refused by name; 300 of 400 arrived, 100 are the merchant's again";
    }

    private static async Task<int> RefuseSplitsAsync(
        SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        var unpaid = await world.CreateAsync(cancellation);
        var plain = await world.CreatePaidAsync(cancellation);
        (string Order, string Account, long Amount, string Currency, int Status, string Kind, string Says)[] asked =
        [
            (orderId, SplitSteps.Partner, 1001, "CNY", 422, "above-rest", "Paid: 1000, refunded or about to be: 0"),
            (orderId, SplitSteps.Partner, 1001, "CNY", 422, "above-rest", "left: 1000, asked for: 1001 CNY"),
            (orderId, "1900000099", 1, "CNY", 422, "unknown-receiver", "1900000099"),
            (orderId, SplitSteps.Partner, 1, "USD", 422, "other-currency", "paid in CNY"),
            (unpaid, SplitSteps.Partner, 1, "CNY", 409, "not-paid", "Paid: 0 CNY"),
            (plain, SplitSteps.Partner, 1, "CNY", 409, "not-for-sharing", ""),
            (await ToppedUpAsync(world, cancellation), SplitSteps.Partner, 1, "CNY", 409, "topped-up", "by 500 CNY"),
            (world.NewOrderId(), SplitSteps.Partner, 1, "CNY", 404, "no-such-order", ""),
            (orderId, SplitSteps.Partner, 0, "CNY", 400, "invalid-request", "receivers[0].amount.amount"),
        ];
        for (var nth = 0; nth < asked.Length; nth++)
        {
            var one = asked[nth];
            var answer = await world.SplitAsync(
                one.Order, $"BAD{nth}", [(one.Account, one.Amount)], false, cancellation, one.Currency);
            SplitSteps.ExpectRefused(answer, one.Status, one.Kind, one.Says);
        }

        return asked.Length;
    }

    private static async Task<string> ToppedUpAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var order = new NewOrder(world.NewOrderId(), 500) { TopUp = $"split-{world.NewOrderId()}" };
        var both = await world.Merchant.CreateAsync(
            order with { OrderId = world.NewOrderId(), ProfitSharing = true }, cancellation);
        SplitSteps.ExpectRefused(both, 400, "invalid-request", "profitSharing");
        var created = await world.Merchant.CreateAsync(order, cancellation);
        Expect.True("POST orders with topUp: 201", created.Status == 201, created);
        world.PayNow(order.OrderId);
        await world.AcknowledgedAsync(order.OrderId, 1, cancellation);
        return order.OrderId;
    }
}
