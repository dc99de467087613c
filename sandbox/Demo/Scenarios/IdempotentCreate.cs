using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class IdempotentCreate : Scenario
{
    public override string Name => "idempotent-create";

    public override string Title => "The same creation sent again, then the same key with another body";

    public override string Expectation => "the stored answer with Idempotent-Replayed; 422; one prepay at the provider";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var order = new NewOrder(world.NewOrderId(), 1234);
        var key = $"key-{order.OrderId}";

        var first = await world.Merchant.CreateAsync(order.ToJson(), key, cancellation);
        var again = await world.Merchant.CreateAsync(order.ToJson(), key, cancellation);
        var other = await world.Merchant.CreateAsync((order with { Amount = 1235 }).ToJson(), key, cancellation);

        Expect.Equal("first answer", (201, false), (first.Status, first.Replayed));
        Expect.Equal("second answer", (201, true), (again.Status, again.Replayed));
        Expect.Equal("second body", first.Text, again.Text);
        Expect.Equal("answer to another body", (422, false), (other.Status, other.Replayed));
        Expect.Equal("its type", "application/problem+json", other.ContentType);
        var prepays = world.WeChatPay.Calls.Where(
            call => call.OutTradeNo == order.OrderId && call.Operation == "native");
        Expect.Equal("prepays at the provider", 1, prepays.Length);
        Expect.Equal("total at the provider", 1234, world.WeChatPay.Transaction(order.OrderId).Total);
        return "201, 201 replayed, 422";
    }
}
