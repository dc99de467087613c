using System.Text.Json;
using System.Text.Json.Nodes;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The steps that the splits' scenarios are made of.</summary>
internal static class SplitSteps
{
    public const string Partner = AppSettings.Partner;
    public const string Agent = AppSettings.Agent;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>An order made for sharing that is paid and booked.</summary>
    public static async Task<string> CreatePaidForSharingAsync(
        this SandboxWorld world, long amount, CancellationToken cancellation, Uri? notify = null, int? settleAfter = null)
    {
        var order = new NewOrder(world.NewOrderId(), amount)
        {
            ProfitSharing = true,
            Notify = notify,
            SettleAfterSeconds = settleAfter,
        };
        var answer = await world.Merchant.CreateAsync(order, cancellation);
        Expect.True("POST orders: 201", answer.Status == 201, answer);
        Expect.True("frozen for sharing", world.WeChatPay.Transaction(order.OrderId).ProfitSharing, answer);
        world.PayNow(order.OrderId);
        await world.AcknowledgedAsync(order.OrderId, 1, cancellation);
        return order.OrderId;
    }

    public static Task<ApiAnswer> SplitAsync(
        this SandboxWorld world, string orderId, string splitId, (string Account, long Amount)[] receivers,
        bool unfreezeRest, CancellationToken cancellation, string currency = "CNY")
    {
        var list = new JsonArray();
        foreach (var (account, amount) in receivers)
            list.Add(new JsonObject { ["account"] = account, ["amount"] = Amount(amount, currency) });
        var body = new JsonObject
        {
            ["splitId"] = splitId,
            ["receivers"] = list,
            ["unfreezeRest"] = unfreezeRest,
        };
        return world.Merchant.PostAsync($"orders/{orderId}/splits", body, $"split-{orderId}-{splitId}", cancellation);
    }

    public static Task<ApiAnswer> ReturnAsync(
        this SandboxWorld world, string orderId, string splitId, string returnId, string account, long amount,
        CancellationToken cancellation) => world.Merchant.PostAsync(
        $"orders/{orderId}/splits/{splitId}/returns",
        new JsonObject { ["returnId"] = returnId, ["account"] = account, ["amount"] = Amount(amount, "CNY") },
        $"return-{orderId}-{returnId}", cancellation);

    /// <summary>Reads the split until it fits.</summary>
    public static Task<SplitView> UntilSplitAsync(
        this SandboxWorld world, string orderId, string splitId, Func<SplitView, bool> fits,
        CancellationToken cancellation) => OrderSteps.UntilAsync(
        $"split {splitId} of {orderId} as expected",
        async () =>
        {
            var answer = await world.Merchant.GetAsync($"orders/{orderId}/splits/{splitId}", cancellation);
            Expect.True("GET split: 200", answer.Status == 200, answer);
            return answer.Body.Deserialize<SplitView>(Json)!;
        },
        fits,
        split => $"{split.State} {split.Code} {string.Join(", ", split.Returns.AsEnumerable())}",
        cancellation);

    /// <summary>What an account of the order's ledger holds: credits less debits.</summary>
    public static async Task<long> HeldAsync(
        this SandboxWorld world, string orderId, string account, CancellationToken cancellation)
    {
        var postings = await world.Merchant.PostingsAsync(orderId, cancellation);
        Expect.True($"balanced postings of {orderId}", postings.All(one => one.Debits == one.Credits), postings.Length);
        return postings.SelectMany(one => one.Entries)
            .Where(entry => entry.Account.StartsWith(account, StringComparison.Ordinal))
            .Sum(entry => entry.Credit - entry.Debit);
    }

    /// <summary>A problem detail of that kind which says so, in its title, detail or errors.</summary>
    public static void ExpectRefused(ApiAnswer answer, int status, string kind, string says)
    {
        Expect.True($"{kind}: {status}", answer.Status == status, answer);
        var named = answer.Text.Contains($":{kind}\"", StringComparison.Ordinal)
            && answer.Text.Contains(says, StringComparison.Ordinal);
        Expect.True($"{kind}, and '{says}'", named, answer.Text);
    }

    private static JsonObject Amount(long amount, string currency) =>
        new() { ["amount"] = amount, ["currency"] = currency };
}
