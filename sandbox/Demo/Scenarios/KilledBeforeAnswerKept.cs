using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class KilledBeforeAnswerKept : Scenario
{
    public override string Name => "killed-before-answer-kept";

    public override string Title => $"{Copies} identical creations at once, SIGKILL once the order is created and before its answer is kept; then {Copies} again";

    public override string Expectation => "409 while the claim holds, then taken over: 201 for all, byte for byte; one order, one prepay, paid once";

    private const int Copies = 200;
    private const string ClaimHolds = "00:00:05";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var order = new NewOrder(world.NewOrderId(), 1234);
        var soon = KeyValuePair.Create("Idempotency__ClaimHolds", ClaimHolds);
        await using var gate = await StorageGate.StartAsync(
            world.Azurite, IsCompletion, () => world.App.Kill(), cancellation);
        await world.RestartAppAsync([soon, new("AzureWebJobsStorage", gate.ConnectionString)], cancellation);

        await Task.WhenAll(Enumerable.Range(0, Copies).Select(_ => ExpectNoOrderAsync(world, order, cancellation)));
        await gate.Caught.WaitAsync(OrderSteps.Patience, cancellation);
        await world.RestartAppAsync([soon], cancellation);
        var answer = await OrderSteps.UntilAsync(
            "the same creation answered",
            () => world.Merchant.CreateAsync(order, cancellation),
            seen => seen.Status != 409, // The claim of the one who died still holds.
            seen => seen.Status, cancellation);

        Expect.Equal("the answer after the take-over", (201, false), (answer.Status, answer.Replayed));
        var again = await Task.WhenAll(Enumerable.Range(0, Copies).Select(_ => world.Merchant.CreateAsync(order, cancellation)));
        Expect.Same("the next ones", [(201, true, answer.Text)], again.Select(one => (one.Status, one.Replayed, one.Text)).Distinct());
        var prepays = world.WeChatPay.Calls.Where(
            call => call.OutTradeNo == order.OrderId && call.Operation == "native");
        Expect.Equal("prepays at the provider", 1, prepays.Length);
        world.PayNow(order.OrderId);
        await world.AcknowledgedAsync(order.OrderId, 1, cancellation);
        await world.ExpectPaidOnceAsync(order.OrderId, cancellation);
        await world.RestartAppAsync([], cancellation);
        return $"killed, restarted; 201 by take-over, {again.Length} times 201 replayed; one order, one posting";
    }

    private static bool IsCompletion(string address, string body) =>
        address.Contains("/Idempotency(", StringComparison.Ordinal) && body.Contains("CompletedAt", StringComparison.Ordinal);

    /// <summary>One of the copies has the claim and dies with the app; the others are told to wait, or die too.</summary>
    private static async Task ExpectNoOrderAsync(SandboxWorld world, NewOrder order, CancellationToken cancellation)
    {
        try
        {
            var answer = await world.Merchant.CreateAsync(order, cancellation);
            if (answer.Status is not (409 or 503)) throw new ScenarioFailed("no answer but 409: the app was killed", $"{answer}");
        }
        catch (HttpRequestException)
        {
            return; // As it should: the connection broke.
        }
    }
}
