using System.Diagnostics;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The steps that most scenarios are made of.</summary>
internal static class OrderSteps
{
    /// <summary>How long anything may take that is expected to happen by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // A shared, busy machine is no failure.

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(30);

    /// <summary>Creates an order and holds the answer to the contract.</summary>
    public static async Task<string> CreateAsync(
        this SandboxWorld world, CancellationToken cancellation, long amount = 1234, int? expiresIn = null,
        MerchantAccount? account = null)
    {
        var order = new NewOrder(world.NewOrderId(), amount)
        {
            ExpiresInSeconds = expiresIn,
            MerchantId = (account ?? world.WeChatPay.PlatformMode).MerchantId,
        };
        var answer = await world.Merchant.CreateAsync(order, cancellation);
        Expect.True("POST orders: 201", answer.Status == 201, answer);
        Expect.Equal("codeUrl", world.WeChatPay.Transaction(order.OrderId).Offer, CodeUrl(answer));
        Expect.Equal("state of the new order", "AwaitingPayment", answer.Body.GetProperty("state").GetString());
        return order.OrderId;
    }

    /// <summary>Creates that many orders at once, each of another amount.</summary>
    public static Task<string[]> CreateManyAsync(
        this SandboxWorld world, int count, CancellationToken cancellation, int? expiresIn = null) =>
        Task.WhenAll(Enumerable.Range(0, count)
            .Select(i => world.CreateAsync(cancellation, amount: 1000 + i, expiresIn: expiresIn)));

    /// <summary>The payer pays; the provider must let them.</summary>
    public static void PayNow(this SandboxWorld world, string orderId, long? total = null, bool evenIfLate = false) =>
        Expect.True($"the provider lets {orderId} be paid", world.WeChatPay.Pay(orderId, total, evenIfLate), "refused");

    public static async Task<OrderView> ReadAsync(
        this SandboxWorld world, string orderId, CancellationToken cancellation) =>
        await world.Merchant.FindAsync(orderId, cancellation)
            ?? throw new ScenarioFailed($"order {orderId} exists", "404");

    /// <summary>Reads the order until it stands there.</summary>
    public static Task<OrderView> UntilAsync(
        this SandboxWorld world, string orderId, string state, CancellationToken cancellation) =>
        UntilAsync(
            $"order {orderId} {state}",
            () => world.ReadAsync(orderId, cancellation),
            order => order.State == state,
            order => order.State,
            cancellation);

    /// <summary>Reads again and again until it fits; the deadline is <see cref="Patience"/>.</summary>
    public static async Task<T> UntilAsync<T>(
        string expected, Func<Task<T>> read, Func<T, bool> fits, Func<T, object?> show, CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(AskAgainAfter);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await read();
            if (fits(seen)) return seen;
            if (watch.Elapsed > Patience)
            {
                throw new ScenarioFailed($"{expected} within {Patience.TotalSeconds:0} s", $"{show(seen)}");
            }

            await pace.WaitForNextTickAsync(cancellation);
        }
    }

    /// <summary>Every delivery of an order's notification, once that many have been acknowledged.</summary>
    public static async Task<Delivery[]> AcknowledgedAsync(
        this SandboxWorld world, string orderId, int acknowledgements, CancellationToken cancellation) =>
        await world.WeChatPay.Deliveries.WaitAsync(
            delivery => delivery.OutTradeNo == orderId,
            seen => seen.Count(delivery => delivery.Acknowledged) >= acknowledgements,
            Patience,
            $"{acknowledgements} acknowledgement(s) of the notification of {orderId}",
            cancellation);

    /// <summary>Paid once: the state, the amount, and exactly one balanced posting of exactly that amount.</summary>
    public static async Task ExpectPaidOnceAsync(
        this SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        var order = await world.ReadAsync(orderId, cancellation);
        Expect.Equal($"state of {orderId}", "Paid", order.State);
        Expect.Equal($"amount paid of {orderId}", order.Total, order.Paid);
        var transaction = world.WeChatPay.Transaction(orderId);
        Expect.Equal($"transaction of {orderId}", transaction.TransactionId, order.TransactionId);
        await world.ExpectOnePostingAsync(orderId, "payment", order.Total.Amount, cancellation);
    }

    public static async Task ExpectOnePostingAsync(
        this SandboxWorld world, string orderId, string kind, long amount, CancellationToken cancellation)
    {
        var postings = await world.Merchant.PostingsAsync(orderId, cancellation);
        Expect.Same($"postings of {orderId}", [(1, kind)], postings.Select(one => (one.Sequence, one.Kind)));
        Expect.Equal($"debits of {orderId}", amount, postings[0].Debits);
        Expect.Equal($"credits of {orderId}", amount, postings[0].Credits);
    }

    /// <summary>Nothing has moved: the state is as given, nothing is paid, nothing is posted.</summary>
    public static async Task ExpectUntouchedAsync(
        this SandboxWorld world, string orderId, string state, CancellationToken cancellation)
    {
        var order = await world.ReadAsync(orderId, cancellation);
        Expect.Equal($"state of {orderId}", state, order.State);
        Expect.Equal($"amount paid of {orderId}", 0, order.Paid?.Amount ?? 0);
        var postings = await world.Merchant.PostingsAsync(orderId, cancellation);
        Expect.Equal($"postings of {orderId}", 0, postings.Length);
    }

    private static string? CodeUrl(ApiAnswer answer) =>
        answer.Body.TryGetProperty("payment", out var payment) && payment.TryGetProperty("codeUrl", out var url)
            ? url.GetString()
            : null;
}
