using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class KilledBeforeAnswerKept : Scenario
{
    public override string Name => "killed-before-answer-kept";

    public override string Title => "SIGKILL once an order is created and before its answer is kept under its key";

    public override string Expectation => "409 while the claim holds, then taken over: 201, one order, one prepay, paid once";

    private const string ClaimHolds = "00:00:05";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var order = new NewOrder(world.NewOrderId(), 1234);
        var soon = KeyValuePair.Create("Idempotency__ClaimHolds", ClaimHolds);
        await using var gate = await StorageGate.StartAsync(
            world.Azurite, IsCompletion, () => world.App.Kill(), cancellation);
        await world.RestartAppAsync([soon, new("AzureWebJobsStorage", gate.ConnectionString)], cancellation);

        await ExpectNoAnswerAsync(world, order, cancellation);
        await gate.Caught.WaitAsync(OrderSteps.Patience, cancellation);
        await world.RestartAppAsync([soon], cancellation);
        var answer = await OrderSteps.UntilAsync(
            "the same creation answered",
            () => world.Merchant.CreateAsync(order, cancellation),
            seen => seen.Status != 409, // The claim of the one who died still holds.
            seen => seen.Status, cancellation);

        Expect.Equal("the answer after the take-over", (201, false), (answer.Status, answer.Replayed));
        var again = await world.Merchant.CreateAsync(order, cancellation);
        Expect.Equal("the next one", (201, true, answer.Text), (again.Status, again.Replayed, again.Text));
        var prepays = world.WeChatPay.Calls.Where(
            call => call.OutTradeNo == order.OrderId && call.Operation == "native");
        Expect.Equal("prepays at the provider", 1, prepays.Length);
        world.PayNow(order.OrderId);
        await world.AcknowledgedAsync(order.OrderId, 1, cancellation);
        await world.ExpectPaidOnceAsync(order.OrderId, cancellation);
        await world.RestartAppAsync([], cancellation);
        return "killed, restarted; 201 by take-over, 201 replayed; one order, one posting";
    }

    private static bool IsCompletion(string address, string body) =>
        address.Contains("/Idempotency(", StringComparison.Ordinal) && body.Contains("CompletedAt", StringComparison.Ordinal);

    private static async Task ExpectNoAnswerAsync(SandboxWorld world, NewOrder order, CancellationToken cancellation)
    {
        try
        {
            var answer = await world.Merchant.CreateAsync(order, cancellation);
            throw new ScenarioFailed("no answer: the app was killed", $"{answer}");
        }
        catch (HttpRequestException)
        {
            return; // As it should: the connection broke.
        }
    }
}
