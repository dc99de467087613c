using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class WebhookToPrivateAddressRefused : Scenario
{
    /// <summary>Each with the rule that it breaks.</summary>
    private static readonly (string Notify, string Rule)[] Bad =
    [
        ("https://127.0.0.1/", "public-address"),
        ("https://localhost/", "public-address"),
        ("https://2130706433/", "public-address"),
        ("https://0x7f.1/", "public-address"),
        ("https://[::1]/", "public-address"),
        ("https://[::ffff:127.0.0.1]/", "public-address"),
        ("https://10.0.0.8/", "public-address"),
        ("https://172.16.0.1/", "public-address"),
        ("https://192.168.1.1/", "public-address"),
        ("https://169.254.1.1/", "public-address"),
        ("https://[fe80::1]/", "public-address"),
        ("https://169.254.169.254/metadata/instance", "public-address"),
        ("https://168.63.129.16/", "public-address"),
        ("https://metadata.google.internal/", "public-address"),
        ("https://[fd00:ec2::254]/", "public-address"),
        ("http://shop.example/", "https-only"),
        ("https://user:password@shop.example/", "no-user-info"),
    ];

    public override string Name => "webhook-to-private-address-refused";

    public override string Title =>
        $"{Bad.Length} orders with webhooks to where none may go; a redirect to such a place";

    public override string Expectation =>
        "400 naming the rule; what was taken before is not connected to; no redirect followed";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await ExpectRedirectNotFollowedAsync(world, cancellation);
        // Taken while the sandbox's setting allows loopback, and paid only once it does not any more.
        var (orderId, address) = await world.CreateToldAsync(cancellation);
        await world.RestartAppAsync([new("Webhooks__AllowPrivateAddresses", "false")], cancellation);
        foreach (var (notify, rule) in Bad) await ExpectRefusedAsync(world, notify, rule, cancellation);

        world.PayNow(orderId);
        await world.AcknowledgedAsync(orderId, 1, cancellation);
        var given = (await world.UntilWebhooksAsync(orderId, "DeadLettered", cancellation))[0];
        Expect.Equal("outcome", "forbidden-address", given.LastOutcome);
        Expect.Equal("requests that came", 0, world.Webhooks.At(address).Length);
        await world.ExpectPaidOnceAsync(orderId, cancellation);

        await world.RestartAppAsync([], cancellation);
        return $"{Bad.Length} × 400; none connected to; payment as ever";
    }

    private static async Task ExpectRefusedAsync(
        SandboxWorld world, string notify, string rule, CancellationToken cancellation)
    {
        var order = new NewOrder(world.NewOrderId(), 1234) { Notify = new(notify) };
        var body = order.ToJson();
        var answer = await world.Merchant.CreateAsync(body, order.OrderId, cancellation);
        Expect.Equal($"answer to {notify}", (400, "application/problem+json"), (answer.Status, answer.ContentType));
        Expect.True($"{notify} breaks {rule}", answer.Text.Contains(rule, StringComparison.Ordinal), answer.Text);
        var made = await world.Merchant.FindAsync(order.OrderId, cancellation);
        Expect.True($"no order for {notify}", made is null, made);
    }

    private static async Task ExpectRedirectNotFollowedAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var inside = world.Webhooks.Address("inside");
        var (orderId, address) = await world.CreateToldAsync(cancellation, _ => 307);
        world.Webhooks.Redirect(address, inside);
        world.PayNow(orderId);
        await world.Webhooks.WaitAsync(address, seen => seen.Length >= 2, OrderSteps.Patience, cancellation);
        var listed = (await world.Merchant.WebhooksAsync(orderId, cancellation))[0];
        Expect.Equal("a redirect", ("refused", 307), (listed.LastOutcome, listed.LastStatus));
        Expect.Equal("requests where it leads", 0, world.Webhooks.At(inside).Length);
    }
}
