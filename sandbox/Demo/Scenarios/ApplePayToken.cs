using System.Text.Json.Nodes;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ApplePayToken : Scenario
{
    private const long Amount = 1234;
    private const string Yuan = "156";

    public override string Name => "applepay-token";

    public override string Title => "Apple Pay tokens of both versions: paid once, replayed, of another amount";

    public override string Expectation =>
        "PAID by the acquirer's one authorization; the replay and the other amount refused; no card number anywhere";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        foreach (var to in new[] { world.Apple.Ec, world.Apple.Rsa }) await PayOnceAsync(world, to, cancellation);
        var told = world.AppLog().Any(line => line.Contains(ApplePayDevice.AccountNumber, StringComparison.Ordinal));
        Expect.Equal("a card number in the app's log", false, told);
        return "EC_v1 and RSA_v1: 200 PAID, replays 409, other amounts 422; 1 authorization an order";
    }

    private static async Task PayOnceAsync(SandboxWorld world, PayTo to, CancellationToken cancellation)
    {
        var (orderId, other) = (await CreateAsync(world, cancellation), await CreateAsync(world, cancellation));
        var token = Token(world, to, Amount);

        await ExpectAsync(world, other, Token(world, to, Amount + 1), 422, "other-amount", cancellation);
        var paid = await PayAsync(world, orderId, token, cancellation);
        Expect.True("the token pays: 200", paid.Status == 200, paid);
        await ExpectAsync(world, other, token, 409, "token-used", cancellation);
        await ExpectAsync(world, orderId, token, 409, "order-not-payable", cancellation);

        var order = await world.ReadAsync(orderId, cancellation);
        var held = world.Apple.Acquirer.Of(orderId);
        Expect.Equal($"state of {orderId}", "Paid", order.State);
        Expect.Equal("authorizations asked for", 1, held?.Asked);
        Expect.Equal("transaction", held?.TransactionId, order.TransactionId);
        Expect.True("nothing asked for the other order", world.Apple.Acquirer.Of(other) is null, "asked");
        await world.ExpectOnePostingAsync(orderId, "payment", Amount, cancellation);
        await world.ExpectUntouchedAsync(other, "AwaitingPayment", cancellation);
        await world.Merchant.CloseAsync(other, cancellation);
        await world.UntilAsync(other, "Closed", cancellation);
    }

    private static async Task<string> CreateAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var order = new NewOrder(world.NewOrderId(), Amount)
        {
            Channel = "applepay",
            Method = "token",
            MerchantId = SimulatedApple.MerchantIdentifier,
        };
        var answer = await world.Merchant.CreateAsync(order, cancellation);
        Expect.True("POST orders: 201", answer.Status == 201, answer);
        return order.OrderId;
    }

    private static JsonObject Token(SandboxWorld world, PayTo to, long amount) =>
        world.Apple.Device.Pay(to, amount, Yuan, DateTimeOffset.UtcNow);

    private static async Task ExpectAsync(
        SandboxWorld world, string orderId, JsonObject token, int status, string kind, CancellationToken cancellation)
    {
        var answer = await PayAsync(world, orderId, token, cancellation);
        Expect.True(
            $"{status} {kind}",
            answer.Status == status && answer.Text.Contains($":{kind}\"", StringComparison.Ordinal), answer);
    }

    private static Task<ApiAnswer> PayAsync(
        SandboxWorld world, string orderId, JsonObject token, CancellationToken cancellation)
    {
        var body = new JsonObject { ["orderId"] = orderId, ["paymentData"] = token.DeepClone() };
        return world.Merchant.PostAsync("applepay/payments", body, $"{Guid.NewGuid()}", cancellation);
    }
}
