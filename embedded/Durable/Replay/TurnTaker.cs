using Microsoft.DurableTask.History;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Replay;

/// <summary>Runs the orchestrator's code over the context and gives its result as JSON.</summary>
internal delegate Task<string?> OrchestratorBody(TaskOrchestrationContext context);

/// <summary>Takes one turn: replays every earlier one, checks it against history, then runs into the new.</summary>
internal sealed class TurnTaker(ILoggerFactory loggers)
{
    private const string NonDeterministic = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    public TurnOutcome Take(TurnToTake turn, OrchestratorBody body, Action leftBehind)
    {
        var (name, instanceId, history, fired, nowTicks) = turn;
        var story = Story.Read(history, fired, nowTicks);
        var thread = new TurnThread(leftBehind);
        var context = new OrchestrationContext(name, instanceId, story.Input, thread, loggers);
        var events = context.Added;
        foreach (var timer in fired) events.WriteEvent(EventKind.TimerFired, timer);
        events.WriteEvent(EventKind.TurnTaken, story.Consumed, story.Next.AtTicks);

        Task<string?>? orchestrator = null;
        thread.Run(() => orchestrator = Replay(story, context, thread, body));
        var outcome = Judge(context, events, orchestrator!, story.Next.AtTicks);
        if (!outcome.Ended) orchestrator!.ContinueWith(_ => leftBehind(), TaskScheduler.Default);
        return outcome;
    }

    private static Task<string?> Replay(
        Story story, OrchestrationContext context, TurnThread thread, OrchestratorBody body)
    {
        Task<string?>? orchestrator = null;
        foreach (var turn in story.Taken.Append(story.Next))
        {
            context.Begin(turn, isNew: turn == story.Next);
            orchestrator ??= StartAsync(body, context);
            thread.Drain();
            foreach (var message in turn.Messages)
            {
                if (context.Mismatch is not null || orchestrator.IsCompleted) break;
                context.Deliver(message);
                thread.Drain();
            }

            context.ExpectNoMoreCalls(orchestrator.IsCompleted);
            if (context.Mismatch is not null) break;
        }

        return orchestrator!;
    }

    // What the body throws before its first await is an answer too, not the engine's own failure.
    private static async Task<string?> StartAsync(OrchestratorBody body, OrchestrationContext context) =>
        await body(context);

    private static TurnOutcome Judge(
        OrchestrationContext context, ByteWriter events, Task<string?> orchestrator, long ticks)
    {
        if (context.Mismatch is { } mismatch)
            return Fail(events, ticks, new(NonDeterministic, mismatch));
        if (orchestrator.IsCompletedSuccessfully)
        {
            events.WriteEvent(EventKind.Completed, ticks: ticks, payload: orchestrator.Result);
            return new(events, Ended: true, orchestrator.Result, null);
        }

        if (orchestrator.IsCompleted) return Fail(events, ticks, TaskFailureDetails.From(Cause(orchestrator)));
        if (context.AwaitsNothing)
            return Fail(events, ticks, new(
                typeof(InvalidOperationException).FullName!, OrchestrationContext.IllegalAwait));
        return new(events, Ended: false, null, null);
    }

    private static TurnOutcome Fail(ByteWriter events, long ticks, TaskFailureDetails failure)
    {
        events.WriteEvent(EventKind.Failed, ticks: ticks, payload: FailureJson.Write(failure));
        return new(events, Ended: true, null, failure);
    }

    private static Exception Cause(Task orchestrator) =>
        orchestrator.Exception?.InnerException ?? new OperationCanceledException("The orchestrator was cancelled.");
}
