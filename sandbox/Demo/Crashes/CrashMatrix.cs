using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Crashes;

/// <summary>
/// Kills the app again and again under a load; after the last restart every order must have ended, and the books agree.
/// </summary>
internal static class CrashMatrix
{
    // The request that was killed lets go of its key in seconds: else the load would wait ten minutes for each.
    private static readonly KeyValuePair<string, string>[] Changes = [new("Idempotency__ClaimHolds", "00:00:05")];

    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(4);

    /// <param name="say">Told of each kill.</param>
    /// <returns>What came of it, in a few words.</returns>
    public static async Task<string> RunAsync(
        SandboxWorld world, CrashPlan plan, Action<string> say, CancellationToken cancellation)
    {
        await world.RestartAppAsync(Changes, cancellation);
        var load = new CrashLoad(world);
        var begun = new List<(CrashOrder Order, Task<string> Id)>();
        for (var kill = 0; kill < plan.Kills.Count; kill++)
        {
            begun.AddRange(plan.Orders.Where(order => order.AfterKill == kill).Select(
                order => (order, load.RunAsync(order, cancellation))));
            await Task.Delay(plan.Kills[kill], cancellation);
            world.KillApp();
            say($"kill {kill + 1} of {plan.Kills.Count}, {plan.Kills[kill].TotalMilliseconds:0} ms after it was healthy; "
                + $"{begun.Count} orders begun, the merchant is done with {begun.Count(one => one.Id.IsCompletedSuccessfully)}");
            await world.RestartAppAsync(Changes, cancellation);
        }

        var orders = await EndedAsync(load, begun, cancellation);
        var (debits, credits) = (0L, 0L);
        foreach (var (order, id) in orders)
        {
            var (debit, credit) = await BooksAsync(world, order, id, cancellation);
            (debits, credits) = (debits + debit, credits + credit);
        }

        Expect.Equal("debits of all orders, as their fates ask", plan.Orders.Sum(Moved), debits);
        Expect.Equal("credits of all orders", debits, credits);
        await world.ExpectFollowedUpAsync(
            [.. orders.Where(one => one.Order.Fate != CrashFate.NeverPaid).Select(one => one.Id)], cancellation);
        return $"{plan}: {Count(plan, CrashFate.Paid)} PAID, {Count(plan, CrashFate.NeverPaid)} CLOSED or FAILED unpaid, "
            + $"{Count(plan, CrashFate.Refunded)} REFUNDED; debits = credits = {debits} fen";
    }

    private static async Task<List<(CrashOrder Order, string Id)>> EndedAsync(
        CrashLoad load, List<(CrashOrder Order, Task<string> Id)> begun, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(EndsWithin);
        var ended = new List<(CrashOrder Order, string Id)>();
        foreach (var (order, id) in begun)
        {
            try
            {
                ended.Add((order, await id.WaitAsync(patience.Token)));
                await load.UntilAsync(await id, EndsOf(order), patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                var name = id.IsCompletedSuccessfully ? await id : "an order that the merchant is not done with";
                throw new ScenarioFailed(
                    $"{name} {string.Join(" or ", EndsOf(order))}, {EndsWithin.TotalSeconds:0} s after the last restart",
                    "it is not");
            }
        }

        return ended;
    }

    private static async Task<(long Debits, long Credits)> BooksAsync(
        SandboxWorld world, CrashOrder order, string id, CancellationToken cancellation)
    {
        var postings = await world.Merchant.PostingsAsync(id, cancellation);
        string[] kinds = order.Fate switch
        {
            CrashFate.Paid => ["payment"],
            CrashFate.NeverPaid => [],
            CrashFate.Refunded => ["payment", "refund"],
        };
        Expect.Same($"postings of {id}", kinds, postings.Select(posting => posting.Kind));
        Expect.True($"each posting of {id} of {order.Amount}", postings.All(one => one.Debits == order.Amount), postings.Length);
        var sentBack = world.WeChatPay.Refunds(id).Sum(refund => refund.Amount);
        Expect.Equal(
            $"what the provider sent back of {id}", order.Fate == CrashFate.Refunded ? order.Amount : 0, sentBack);
        return (postings.Sum(posting => posting.Debits), postings.Sum(posting => posting.Credits));
    }

    private static string[] EndsOf(CrashOrder order) => order.Fate switch
    {
        CrashFate.Paid => ["Paid"],
        CrashFate.NeverPaid => ["Closed", "Failed"], // Failed: its time was over before the provider was asked.
        CrashFate.Refunded => ["Refunded"],
    };

    private static long Moved(CrashOrder order) => order.Fate switch
    {
        CrashFate.Paid => order.Amount,
        CrashFate.NeverPaid => 0,
        CrashFate.Refunded => 2 * order.Amount,
    };

    private static int Count(CrashPlan plan, CrashFate fate) => plan.Orders.Count(order => order.Fate == fate);
}
