using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Failures;
using PayFunctions.Routing;
using PayFunctions.Settlements;
using PayFunctions.Wallets;
using PayFunctions.Webhooks;

namespace PayFunctions.Orders;

/// <summary>
/// One order from its creation to its end: it wakes on a hint or by its plan, and acts on what it then reads.
/// </summary>
/// <remarks>Lost, doubled and early hints change nothing but the time at which it wakes.</remarks>
public static class OrderLifecycle
{
    public const string Hint = "hint";

    /// <summary>
    /// More hints than these are not listened to: they would only lengthen the history; the plan still wakes it.
    /// </summary>
    private const int HintsMax = 20;

    // An activity fails when storage is away. After these tries the next wake of the plan is the next try.
    private static readonly TaskOptions Again = TaskOptions.FromRetryPolicy(
        new RetryPolicy(5, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(10)));

    private static readonly TaskOptions AgainAndAgain = TaskOptions.FromRetryPolicy(
        new RetryPolicy(20, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(10)));

    [Function(nameof(OrderLifecycle))]
    public static async Task<Standing> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var life = context.GetInput<OrderLife>() ?? throw new InvalidOperationException("Started without an order.");
        var log = context.CreateReplaySafeLogger(nameof(OrderLifecycle));
        var hint = context.WaitForExternalEvent<string?>(Hint); // Never cancelled; renewed only once it has completed.
        var hints = 0;
        var tries = new Tries(life.Retries ?? RetryPlan.Default);
        foreach (var wakeAt in life.Wakes(context.CurrentUtcDateTime))
        {
            using var alarm = new CancellationTokenSource();
            var wake = context.CreateTimer(wakeAt, alarm.Token);
            do
            {
                await Task.WhenAny(hints < HintsMax ? hint : wake, wake);
                if (hint.IsCompleted && hints < HintsMax)
                {
                    hints++;
                    hint = context.WaitForExternalEvent<string?>(Hint);
                }

                var woken = await AskAsync(context, life, tries, log);
                if (woken.Standing == Standing.Open) continue;

                // An unfired timer keeps the instance running. Not CancelAsync, which leaves its thread.
                alarm.Cancel();
                return await EndAsync(context, life, woken, log);
            }
            while (!wake.IsCompleted);
        }

        log.GaveUp(life.OrderId);
        throw new InvalidOperationException(
            $"Order {life.OrderId} is still open: its provider does not say how it ended.");
    }

    /// <summary>What came after the order's own orchestration had ended: only the follow-up is left to do.</summary>
    [Function(nameof(OrderFollowUp))]
    public static async Task OrderFollowUp([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var order = context.GetInput<OrderName>() ?? throw new InvalidOperationException("Started without an order.");
        await context.CallActivityAsync(nameof(FollowUpOrder), order, AgainAndAgain);
        if (order.TopsUp) await context.CallActivityAsync(nameof(StartTopUp), order, AgainAndAgain);
        if (order.Settles) await context.CallActivityAsync(nameof(StartSettlement), order, AgainAndAgain);
        if (order.Notifies) await context.CallActivityAsync(nameof(StartWebhooks), order, AgainAndAgain);
    }

    /// <summary>Asks, and asks again soon where that may help, as often as its cause is worth. Then the plan goes on.</summary>
    /// <remarks>Each try reads the order first and asks by a query what an earlier one may have done.</remarks>
    private static async Task<Woken> AskAsync(
        TaskOrchestrationContext context, OrderLife life, Tries tries, ILogger log)
    {
        while (true)
        {
            var woken = await TryAskAsync(context, life, log);
            var pause = tries.PauseAfter(woken.Standing == Standing.Open ? woken.Failed : null);
            if (pause is not { } wait) return woken;
            await context.CreateTimer(context.CurrentUtcDateTime + wait, CancellationToken.None);
        }
    }

    private static async Task<Woken> TryAskAsync(TaskOrchestrationContext context, OrderLife life, ILogger log)
    {
        try
        {
            return await context.CallActivityAsync<Woken>(nameof(AskOrder), OrderName.Of(life), Again);
        }
        catch (TaskFailedException e)
        {
            log.WakeFailed(life.OrderId, e);
            return new(Standing.Open);
        }
    }

    private static async Task<Standing> EndAsync(
        TaskOrchestrationContext context, OrderLife life, Woken woken, ILogger log)
    {
        var standing = woken.Standing;
        if (standing == Standing.Booked)
            await context.CallActivityAsync(nameof(FollowUpOrder), OrderName.Of(life), AgainAndAgain);
        if (life.TopsUp)
            await context.CallActivityAsync(nameof(StartTopUp), OrderName.Of(life), AgainAndAgain);
        if (life.Settles)
            await context.CallActivityAsync(nameof(StartSettlement), OrderName.Of(life), AgainAndAgain);
        // Nobody waits for a merchant's system here: what it is told is an orchestration of its own.
        if (life.Notifies)
            await context.CallActivityAsync(nameof(BeginWebhooks), OrderName.Of(life), AgainAndAgain);
        if (woken.OthersOpen) await CloseAttemptsAsync(context, life, log);
        return standing;
    }

    /// <summary>What was left stays payable, for whoever has its offer, until its provider has closed it.</summary>
    private static async Task CloseAttemptsAsync(TaskOrchestrationContext context, OrderLife life, ILogger log)
    {
        try
        {
            await context.CallActivityAsync(nameof(CloseAttempts), OrderName.Of(life), AgainAndAgain);
        }
        catch (TaskFailedException e)
        {
            log.AttemptsLeftOpen(life.OrderId, e);
        }

        // It may have found a payment: that has to go back.
        await context.CallActivityAsync(nameof(FollowUpOrder), OrderName.Of(life), AgainAndAgain);
    }
}
