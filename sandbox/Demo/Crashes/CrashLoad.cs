using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Crashes;

/// <summary>The merchant's side of a crash: it asks again, by the same key, until it is answered.</summary>
internal sealed class CrashLoad(SandboxWorld world)
{
    private const int ExpiresInSeconds = 5;

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(100);

    /// <returns>The order's id, once all that is up to merchant and payer has been done.</returns>
    public async Task<string> RunAsync(CrashOrder order, CancellationToken cancellation)
    {
        var asked = new NewOrder(world.NewOrderId(), order.Amount)
        {
            ExpiresInSeconds = order.Fate == CrashFate.NeverPaid ? ExpiresInSeconds : null,
        };
        if (order.Fate == CrashFate.NeverPaid)
        {
            await AskOrGiveUpAsync(asked, cancellation);
            return asked.OrderId;
        }

        await AskAsync(() => world.Merchant.CreateAsync(asked, cancellation), $"POST {asked.OrderId}", cancellation);
        world.PayNow(asked.OrderId);
        if (order.Fate == CrashFate.Paid) return asked.OrderId;

        await UntilAsync(asked.OrderId, ["Paid"], cancellation);
        await AskAsync(
            () => world.Merchant.RefundAsync(
                asked.OrderId, RefundSteps.RefundId(asked.OrderId), order.Amount, cancellation),
            $"POST refund of {asked.OrderId}", cancellation);
        return asked.OrderId;
    }

    /// <summary>Reads the order until it stands in one of these, whether anybody answers or not.</summary>
    public Task UntilAsync(string orderId, string[] states, CancellationToken cancellation) => AgainAsync(
        async () => await world.Merchant.FindAsync(orderId, cancellation) is { } found && states.Contains(found.State),
        cancellation);

    /// <summary>Its time may be over before the provider was asked: then it is refused, and has ended.</summary>
    private Task AskOrGiveUpAsync(NewOrder asked, CancellationToken cancellation) => AgainAsync(
        async () => await world.Merchant.CreateAsync(asked, cancellation) is { Status: >= 200 and < 300 }
            || await world.Merchant.FindAsync(asked.OrderId, cancellation) is { State: "Closed" or "Failed" },
        cancellation);

    private static Task AskAsync(Func<Task<ApiAnswer>> ask, string what, CancellationToken cancellation) => AgainAsync(
        async () =>
        {
            var answer = await ask();
            // 409: the request that was killed still holds its key.
            if (answer.Status is 409 or 429 or >= 500) return false;
            Expect.True($"{what}: 2xx", answer.Status is >= 200 and < 300, answer);
            return true;
        },
        cancellation);

    private static async Task AgainAsync(Func<Task<bool>> holds, CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(AskAgainAfter);
        do
        {
            try
            {
                if (await holds()) return;
            }
            catch (Exception e) when (
                e is HttpRequestException or IOException or InvalidOperationException
                || e is TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                // The app is down, or went down while it answered.
            }
        }
        while (await pace.WaitForNextTickAsync(cancellation));
    }
}
