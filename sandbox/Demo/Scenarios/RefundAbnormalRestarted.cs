using System.Text.Json.Nodes;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class RefundAbnormalRestarted : Scenario
{
    public override string Name => "refund-abnormal-restarted";

    public override string Title => "Two refunds are stuck at a closed card: one is restarted, one given up";

    public override string Expectation => "ABNORMAL and still reserved, shown to operators; then SUCCEEDED and CLOSED";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreatePaidAsync(cancellation, amount: 1000);
        world.WeChatPay.RefundPlanFor(orderId, new RefundPlan { End = RefundStatus.Abnormal });
        var first = await world.RefundAsync(orderId, 600, cancellation, 1);
        var second = await world.RefundAsync(orderId, 400, cancellation, 2);
        foreach (var refundId in new[] { first, second })
            await world.UntilRefundAsync(orderId, refundId, "Abnormal", cancellation);
        await world.ExpectRefundedAsync(orderId, "Paid", 0, cancellation);
        await ExpectReservedAsync(world, orderId, cancellation);

        await DecideAsync(world, orderId, first, "restart", cancellation);
        await DecideAsync(world, orderId, second, "give-up", cancellation);

        await world.UntilRefundAsync(orderId, first, "Succeeded", cancellation);
        await world.UntilRefundAsync(orderId, second, "Closed", cancellation);
        await world.ExpectRefundedAsync(orderId, "PartiallyRefunded", 600, cancellation);
        Expect.Equal(
            "calls that restarted one", 1,
            world.WeChatPay.Calls.Where(call => call.Operation == "restart-refund" && call.OutTradeNo == first).Length);
        var quarantine = await world.Merchant.GetAsync("quarantine", cancellation);
        Expect.True("both shown to operators", new[] { first, second }.All(
            id => quarantine.Text.Contains(id, StringComparison.Ordinal)), quarantine.Text);
        return "600 back after the restart, 400 free again";
    }

    private static async Task ExpectReservedAsync(
        SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        var more = await world.Merchant.RefundAsync(orderId, "MORE", 1, cancellation);
        Expect.True("what is stuck can't be asked for again: 422", more.Status == 422, more);
    }

    private static async Task DecideAsync(
        SandboxWorld world, string orderId, string refundId, string action, CancellationToken cancellation)
    {
        var word = new JsonObject { ["reason"] = "The payer's card was closed", ["by"] = "operator" };
        var answer = await world.Merchant.PostAsync(
            $"orders/{orderId}/refunds/{refundId}/{action}", word, $"{action}-{refundId}", cancellation);
        Expect.True($"{action}: 200", answer.Status == 200, answer);
    }
}
