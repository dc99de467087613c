using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ProviderSystemErrorsRetried : Scenario
{
    /// <summary>One less than the tries a provider's own errors are worth.</summary>
    private const int Errors = 6;

    public override string Name => "provider-system-errors-retried";

    public override string Title =>
        $"The provider answers SYSTEM_ERROR {Errors} times, to the prepay of an order and to the query of a paid one";

    public override string Expectation => "the 7th try goes well, with the same out_trade_no; PAID, one posting";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = world.NewOrderId();
        world.WeChatPay.ErrNext("native", orderId, 500, "SYSTEM_ERROR", 1 + Errors);
        var answer = await world.Merchant.CreateAsync(new NewOrder(orderId, 1234), cancellation);
        Expect.True("POST orders: 202, with Retry-After", answer.Status == 202, answer);

        await world.UntilAsync(orderId, "AwaitingPayment", cancellation);
        Expect.Same($"prepays of {orderId}", [.. Enumerable.Repeat(500, 1 + Errors), 200], Statuses("native"));

        world.WeChatPay.PlanFor(orderId, new() { Lose = true });
        world.WeChatPay.ErrNext("query", orderId, 500, "SYSTEM_ERROR", Errors);
        world.PayNow(orderId);

        await world.UntilAsync(orderId, "Paid", cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        Expect.Same($"queries of {orderId}", [.. Enumerable.Repeat(500, Errors), 200], Statuses("query").SkipWhile(Ok));
        return "prepaid and PAID, each by its 7th try";

        IEnumerable<int> Statuses(string operation) => world.WeChatPay.Calls
            .Where(call => (call.Operation, call.OutTradeNo) == (operation, orderId))
            .Select(call => call.Status);

        static bool Ok(int status) => status == 200; // Asked by the plan, before it was paid.
    }
}
