using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ProviderRefusalNotRetried : Scenario
{
    private static readonly (int Status, string Theirs, string Ours, string Acts)[] Refusals =
    [
        (403, "NO_AUTH", "not-permitted", "operator"),
        (403, "RULE_LIMIT", "rule-limit", "merchant"),
        (400, "PARAM_ERROR", "request-malformed", "operator"),
    ];

    public override string Name => "provider-refusal-not-retried";

    public override string Title => "The provider refuses three orders, each for a reason that no repeat mends";

    public override string Expectation => "422 with our code, theirs and who has to act; one call each; FAILED";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        foreach (var (status, theirs, ours, acts) in Refusals)
        {
            var orderId = world.NewOrderId();
            world.WeChatPay.ErrNext("native", orderId, status, theirs);

            var answer = await world.Merchant.CreateAsync(new NewOrder(orderId, 1234), cancellation);

            Expect.True("POST orders: 422", answer.Status == 422, answer);
            var told = answer.Body;
            Expect.Equal("code", ours, told.GetProperty("code").GetString());
            Expect.Equal("providerCode", theirs, told.GetProperty("providerCode").GetString());
            Expect.Equal("acts", acts, told.GetProperty("acts").GetString());
            Expect.Equal("retryable", false, told.GetProperty("retryable").GetBoolean());
            await world.ExpectUntouchedAsync(orderId, "Failed", cancellation);
            var calls = world.WeChatPay.Calls.Where(call => call.OutTradeNo == orderId);
            Expect.Equal("calls", 1, calls.Length);
        }

        return "not-permitted, rule-limit, request-malformed: each told once";
    }
}
