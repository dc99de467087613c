using PayFunctions.Sandbox.Apple;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The steps of a purchase in the store.</summary>
internal static class AppStoreSteps
{
    public static string OrderOf(StoreTransaction transaction) => $"appstore-{transaction.TransactionId}";

    /// <summary>The purchase's order is there, paid, and booked once.</summary>
    public static async Task ExpectStorePaidAsync(
        this SandboxWorld world, StoreTransaction bought, CancellationToken cancellation)
    {
        var orderId = OrderOf(bought);
        await OrderSteps.UntilAsync(
            $"order {orderId} Paid", () => world.Merchant.FindAsync(orderId, cancellation),
            order => order?.State == "Paid", order => order?.State, cancellation);
        await world.ExpectOnePostingAsync(orderId, "payment", bought.Price / 10, cancellation);
    }

    public static async Task ExpectSubscriptionAsync(
        this SandboxWorld world, StoreTransaction first, string state, string transactionId,
        CancellationToken cancellation)
    {
        var path = $"subscriptions/{first.BundleId}/{first.OriginalTransactionId}";
        await OrderSteps.UntilAsync(
            $"the subscription {state} by {transactionId}", () => world.Merchant.GetAsync(path, cancellation),
            answer => answer.Status == 200 && answer.Body.GetProperty("state").GetString() == state
                && answer.Body.GetProperty("transactionId").GetString() == transactionId,
            answer => answer, cancellation);
    }

    public static async Task ExpectKindsAsync(
        this SandboxWorld world, StoreTransaction bought, string[] kinds, CancellationToken cancellation)
    {
        var postings = await world.Merchant.PostingsAsync(OrderOf(bought), cancellation);
        Expect.Same($"postings of {OrderOf(bought)}", kinds, postings.Select(posting => posting.Kind));
    }

    public static async Task AcknowledgedByStoreAsync(
        this SandboxWorld world, int acknowledgements, CancellationToken cancellation) =>
        await world.Apple.Store.Deliveries.WaitAsync(
            delivery => delivery.Acknowledged, seen => seen.Length >= acknowledgements, OrderSteps.Patience,
            $"{acknowledgements} acknowledged notifications of the store", cancellation);
}
