using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Failures;
using PayFunctions.Orders;
using PayFunctions.Webhooks;

namespace PayFunctions.Splits;

/// <summary>
/// One split, or the return of one share, from its request to its end: it wakes on a hint or by its plan, and each wake
/// reads, then sends or asks.
/// </summary>
/// <remarks>
/// A wake that failed may have sent it: the next one asks first. So no engine retries it by itself.
/// </remarks>
public static class SplitLifecycle
{
    public const string Hint = "hint";

    /// <summary>More hints than these only lengthen the history; the plan still wakes it.</summary>
    private const int HintsMax = 20;

    /// <summary>After that many wakes without a split its request was refused.</summary>
    private const int MissingMax = 3;

    // For what is safe to repeat at once: storage or engine may be away for hours.
    private static readonly TaskOptions AgainAndAgain = TaskOptions.FromRetryPolicy(
        new RetryPolicy(20, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(10)));

    [Function(nameof(SplitLifecycle))]
    public static async Task<SplitStanding> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var life = context.GetInput<SplitLife>() ?? throw new InvalidOperationException("Started without a split.");
        var log = context.CreateReplaySafeLogger(nameof(SplitLifecycle));
        var hint = context.WaitForExternalEvent<string?>(Hint); // Never cancelled; renewed only once it has completed.
        var tries = new Tries(life.Retries ?? RetryPlan.Default);
        var (standing, hints, missing) = (SplitStanding.ToSend, 0, 0);
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

                standing = await AskAsync(context, life, standing, tries, log);
                if (!IsOver(standing, ref missing)) continue;

                // An unfired timer keeps the instance running. Not CancelAsync, which leaves its thread.
                alarm.Cancel();
                await TellAsync(context, life, standing);
                return standing;
            }
            while (!wake.IsCompleted);
        }

        log.GaveUp(life.SplitId, life.ReturnId, life.OrderId);
        throw new InvalidOperationException(
            $"Split {life.SplitId} of order {life.OrderId} is still open: its provider does not say how it ended.");
    }

    /// <summary>What the merchant is told is an orchestration of its own: nobody waits for their system here.</summary>
    private static async Task TellAsync(TaskOrchestrationContext context, SplitLife life, SplitStanding standing)
    {
        if (!life.Notifies || standing == SplitStanding.Missing) return;
        await context.CallActivityAsync(
            nameof(StartWebhooks), new OrderName(life.Tenant, life.OrderId, life.Notifies), AgainAndAgain);
    }

    /// <summary>Asks, and asks again soon where that may help, as often as its cause is worth. Then the plan goes on.</summary>
    private static async Task<SplitStanding> AskAsync(
        TaskOrchestrationContext context, SplitLife life, SplitStanding last, Tries tries, ILogger log)
    {
        while (true)
        {
            var woken = await TryAskAsync(context, life, last, log);
            if (tries.PauseAfter(woken.Failed) is not { } pause) return woken.Standing;
            last = woken.Standing;
            await context.CreateTimer(context.CurrentUtcDateTime + pause, CancellationToken.None);
        }
    }

    private static async Task<SplitWoken> TryAskAsync(
        TaskOrchestrationContext context, SplitLife life, SplitStanding last, ILogger log)
    {
        try
        {
            return await context.CallActivityAsync<SplitWoken>(nameof(AskSplit), SplitAsk.Of(life, last));
        }
        catch (TaskFailedException e)
        {
            log.WakeFailed(life.SplitId, life.ReturnId, life.OrderId, e);
            return new(last == SplitStanding.UnderWay ? last : SplitStanding.Unsure);
        }
    }

    private static bool IsOver(SplitStanding standing, ref int missing) => standing switch
    {
        SplitStanding.ToSend or SplitStanding.Unsure or SplitStanding.UnderWay => false,
        SplitStanding.Ended => true,
        SplitStanding.Missing => ++missing >= MissingMax,
    };
}
