using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Failures;
using PayFunctions.Orders;
using PayFunctions.Webhooks;

namespace PayFunctions.Reversals;

/// <summary>
/// One reversal from its request to its end: it wakes on a hint or by its plan, and each wake asks, reverses, asks again.
/// </summary>
/// <remarks>
/// A wake that failed may have reversed the order: the next one asks first. So no engine retries it by itself.
/// </remarks>
public static class OrderReversal
{
    public const string Hint = "hint";

    /// <summary>More hints than these only lengthen the history; the plan still wakes it.</summary>
    private const int HintsMax = 20;

    /// <summary>After that many wakes without a request it was refused.</summary>
    private const int MissingMax = 3;

    // For what is safe to repeat at once: storage or engine may be away for hours.
    private static readonly TaskOptions AgainAndAgain = TaskOptions.FromRetryPolicy(
        new RetryPolicy(20, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(10)));

    [Function(nameof(OrderReversal))]
    public static async Task<ReversalStanding> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var life = context.GetInput<ReversalLife>() ?? throw new InvalidOperationException("Started without an order.");
        var log = context.CreateReplaySafeLogger(nameof(OrderReversal));
        var hint = context.WaitForExternalEvent<string?>(Hint); // Never cancelled; renewed only once it has completed.
        var tries = new Tries(life.Retries);
        var (hints, missing) = (0, 0);
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

                var standing = await AskAsync(context, life, tries, log);
                if (!IsOver(standing, ref missing)) continue;

                // An unfired timer keeps the instance running. Not CancelAsync, which leaves its thread.
                alarm.Cancel();
                await EndAsync(context, life, standing);
                return standing;
            }
            while (!wake.IsCompleted);
        }

        log.GaveUp(life.OrderId);
        throw new InvalidOperationException(
            $"The reversal of order {life.OrderId} is still open: its provider does not say how it ended.");
    }

    /// <summary>The index of the day, and what the merchant is told: nobody waits for their system here.</summary>
    private static async Task EndAsync(TaskOrchestrationContext context, ReversalLife life, ReversalStanding standing)
    {
        if (standing == ReversalStanding.Missing) return;
        await context.CallActivityAsync(nameof(FollowUpOrder), life.Order, AgainAndAgain);
        if (life.Notifies) await context.CallActivityAsync(nameof(StartWebhooks), life.Order, AgainAndAgain);
    }

    /// <summary>Asks, and asks again soon where that may help, as often as its cause is worth. Then the plan goes on.</summary>
    private static async Task<ReversalStanding> AskAsync(
        TaskOrchestrationContext context, ReversalLife life, Tries tries, ILogger log)
    {
        while (true)
        {
            var woken = await TryAskAsync(context, life, log);
            if (tries.PauseAfter(woken.Failed) is not { } pause) return woken.Standing;
            await context.CreateTimer(context.CurrentUtcDateTime + pause, CancellationToken.None);
        }
    }

    private static async Task<ReversalWoken> TryAskAsync(
        TaskOrchestrationContext context, ReversalLife life, ILogger log)
    {
        try
        {
            return await context.CallActivityAsync<ReversalWoken>(nameof(AskReversal), ReversalAsk.Of(life));
        }
        catch (TaskFailedException e)
        {
            log.WakeFailed(life.OrderId, e);
            return new(ReversalStanding.Open);
        }
    }

    private static bool IsOver(ReversalStanding standing, ref int missing) => standing switch
    {
        ReversalStanding.Open => false,
        ReversalStanding.Ended => true,
        ReversalStanding.Missing => ++missing >= MissingMax,
    };
}
