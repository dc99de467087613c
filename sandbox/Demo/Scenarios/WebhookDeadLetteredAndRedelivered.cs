using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class WebhookDeadLetteredAndRedelivered : Scenario
{
    public override string Name => "webhook-dead-lettered-and-redelivered";

    public override string Title => "The merchant's endpoint is down until a message is given up, then asks for it";

    public override string Expectation => "listed as dead letter; redelivered under the same id, signed; off the list";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var isDown = true;
        var (orderId, address) = await world.CreateToldAndPaidAsync(
            cancellation, _ => Volatile.Read(ref isDown) ? 503 : 200);
        var given = (await world.UntilWebhooksAsync(orderId, "DeadLettered", cancellation))[0];
        var dead = await OrderSteps.UntilAsync(
            "on the list of dead letters", () => world.Merchant.DeadLettersAsync(cancellation),
            dead => Find(dead, given) is not null, dead => dead.Length, cancellation);
        var listed = Find(dead, given)!;
        Expect.Equal("dead letter", (orderId, "order.paid", 503), (listed.OrderId, listed.Type, listed.LastStatus));
        Expect.Equal("attempts", world.Webhooks.At(address).Length, given.Attempts);
        var unknown = await world.Merchant.RedeliverAsync(orderId, "msg_0", cancellation);
        Expect.Equal("answer for a message that is not there", 404, unknown.Status);

        Volatile.Write(ref isDown, false);
        var asked = await world.Merchant.RedeliverAsync(orderId, given.MessageId, cancellation);
        Expect.Equal("answer to the redelivery", 202, asked.Status);

        var taken = (await world.TakenAsync(address, 1, cancellation))[^1];
        Expect.Equal(
            "the message redelivered", (given.MessageId, 200, null), (taken.MessageId, taken.Status, taken.Problem));
        await world.UntilWebhooksAsync(orderId, "Delivered", cancellation);
        await OrderSteps.UntilAsync(
            "off the list of dead letters",
            () => world.Merchant.DeadLettersAsync(cancellation),
            left => Find(left, given) is null,
            left => left.Length,
            cancellation);
        return $"given up after {given.Attempts} attempts, redelivered, signed";
    }

    private static WebhookView? Find(WebhookView[] dead, WebhookView message) =>
        Array.Find(dead, one => one.MessageId == message.MessageId);
}
