using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The steps that the webhooks' scenarios are made of.</summary>
internal static class WebhookSteps
{
    /// <summary>An order whose merchant is told of it, at an address of its own.</summary>
    public static async Task<(string OrderId, Uri Address)> CreateToldAsync(
        this SandboxWorld world, CancellationToken cancellation, Func<WebhookReceived, int>? answer = null)
    {
        var orderId = world.NewOrderId();
        var address = world.Webhooks.Address($"webhooks/{orderId}", answer);
        var created = await world.Merchant.CreateAsync(new NewOrder(orderId, 1234) { Notify = address }, cancellation);
        Expect.True("POST orders with notify: 201", created.Status == 201, created);
        return (orderId, address);
    }

    /// <summary>The same, paid.</summary>
    public static async Task<(string OrderId, Uri Address)> CreateToldAndPaidAsync(
        this SandboxWorld world, CancellationToken cancellation, Func<WebhookReceived, int>? answer = null)
    {
        var (orderId, address) = await world.CreateToldAsync(cancellation, answer);
        world.PayNow(orderId);
        await world.AcknowledgedAsync(orderId, 1, cancellation);
        return (orderId, address);
    }

    /// <summary>What came in at an address, once that many were taken.</summary>
    public static Task<WebhookReceived[]> TakenAsync(
        this SandboxWorld world, Uri address, int taken, CancellationToken cancellation) =>
        world.Webhooks.WaitAsync(
            address, seen => seen.Count(one => one.Status is >= 200 and < 300) >= taken, OrderSteps.Patience,
            cancellation);

    /// <summary>The app's own list of an order's messages, once all stand there.</summary>
    public static Task<WebhookView[]> UntilWebhooksAsync(
        this SandboxWorld world, string orderId, string state, CancellationToken cancellation) =>
        OrderSteps.UntilAsync(
            $"all webhooks of {orderId} {state}",
            () => world.Merchant.WebhooksAsync(orderId, cancellation),
            all => all.Length > 0 && all.All(one => one.State == state),
            all => string.Join("; ", all.AsEnumerable()),
            cancellation);
}
