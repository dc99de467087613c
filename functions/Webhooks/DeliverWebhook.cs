using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Orders;

namespace PayFunctions.Webhooks;

/// <summary>
/// One message to its end: attempts by the plan until it is taken or given up; then the next one's turn.
/// </summary>
/// <remarks>
/// An order's messages go one after another because each message has one orchestration, by its id, and that of the next
/// is only started once this one's message has come to its end.
/// </remarks>
public static class DeliverWebhook
{
    public const string Now = "now";

    /// <summary>More impatience than this only lengthens the history.</summary>
    private const int NowsMax = 10;

    // An activity fails when storage is away. The next attempt of the plan is the next try.
    private static readonly TaskOptions Again = TaskOptions.FromRetryPolicy(
        new RetryPolicy(3, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(10)));

    private static readonly TaskOptions AgainAndAgain = TaskOptions.FromRetryPolicy(
        new RetryPolicy(20, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(10)));

    [Function(nameof(DeliverWebhook))]
    public static async Task<string?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var run = context.GetInput<WebhookRun>() ?? throw new InvalidOperationException("Started without a message.");
        var log = context.CreateReplaySafeLogger(nameof(DeliverWebhook));
        var outcome = await DeliverAsync(context, run, log);
        await context.CallActivityAsync(nameof(StartWebhooks), new OrderName(run.Tenant, run.OrderId), AgainAndAgain);
        return outcome;
    }

    private static async Task<string?> DeliverAsync(TaskOrchestrationContext context, WebhookRun run, ILogger log)
    {
        var began = context.CurrentUtcDateTime;
        var attempts = run.Attempts();
        var now = context.WaitForExternalEvent<string?>(Now); // Never cancelled; renewed only once it has completed.
        var nows = 0;
        for (var next = 0; next < attempts.Count;)
        {
            var asked = await WaitAsync(context, began + attempts[next], nows < NowsMax ? now : null);
            if (asked)
            {
                nows++;
                now = context.WaitForExternalEvent<string?>(Now);
            }
            else
            {
                next++; // An attempt that somebody asked for takes none of the plan's places.
            }

            var isLast = next == attempts.Count;
            // What somebody asks for, and what is the last chance, is not held back by a breaker.
            var insists = asked || isLast || run.Redelivery > 0 && next == 1;
            var attempted = await AttemptAsync(context, run, isLast, insists, log);
            var nextAt = attempted is { IsDone: true } || isLast ? (DateTime?)null : began + attempts[next];
            context.SetCustomStatus(new WebhookStatus(
                run.Sequence, attempted?.Attempts ?? 0, attempted?.Outcome, attempted?.Status, nextAt));
            if (attempted is { IsDone: true }) return attempted.Outcome;
        }

        throw new InvalidOperationException($"Message {run.Sequence} of {run.OrderId} has come to no end.");
    }

    /// <returns>True when somebody asked for it; false when its time had come.</returns>
    private static async Task<bool> WaitAsync(TaskOrchestrationContext context, DateTime until, Task? now)
    {
        if (until <= context.CurrentUtcDateTime) return false;
        using var alarm = new CancellationTokenSource();
        var timer = context.CreateTimer(until, alarm.Token);
        await Task.WhenAny(now ?? timer, timer);
        alarm.Cancel(); // An unfired timer keeps the instance running. Not CancelAsync, which leaves its thread.
        return now is { IsCompleted: true };
    }

    /// <returns>Null when storage stayed away: nothing is known, and the next attempt finds out.</returns>
    private static async Task<Attempted?> AttemptAsync(
        TaskOrchestrationContext context, WebhookRun run, bool isLast, bool insists, ILogger log)
    {
        var attempt = new WebhookAttempt(run.Tenant, run.OrderId, run.Sequence, run.Redelivery, isLast, insists);
        try
        {
            return await context.CallActivityAsync<Attempted>(
                nameof(AttemptWebhook), attempt, isLast ? AgainAndAgain : Again);
        }
        catch (TaskFailedException e) when (!isLast)
        {
            log.AttemptFailed(run.OrderId, run.Sequence, e);
            return null;
        }
    }
}
