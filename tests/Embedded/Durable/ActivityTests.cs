using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PayFunctions.Tests.Embedded.Durable;

public class ActivityTests
{
    // durabletask-dotnet: src/Worker/Core/Shims/TaskOrchestrationContextWrapper.cs (CallActivityAsync)
    [Fact]
    public async Task Activities_fan_out_and_their_answers_come_back_to_their_own_calls()
    {
        await using var world = new World()
            .Orchestrator("Fan", async context => await Task.WhenAll(
                Enumerable.Range(0, 20).Select(i => context.CallActivityAsync<string>("Echo", $"{i}"))))
            .Activity("Echo", input => Task.FromResult<object?>(input + "!")).Open();

        var id = await world.StartAsync("Fan");

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}!"), await world.ResultAsync<string[]>(id));
    }

    // durabletask-dotnet: src/Abstractions/TaskFailedException.cs, TaskFailureDetails.cs
    [Fact]
    public async Task A_failed_activity_is_a_TaskFailedException_with_the_type_and_text_of_its_failure()
    {
        await using var world = new World()
            .Orchestrator("Try", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Break", "x");
                    return "nothing";
                }
                catch (TaskFailedException e)
                {
                    return $"{e.Message} | {e.FailureDetails}";
                }
            })
            .Activity("Break", _ => throw new InvalidDataException("no such order")).Open();

        var id = await world.StartAsync("Try");

        Assert.Equal(
            "Task 'Break' (#1) failed with an unhandled exception: no such order | "
            + "System.IO.InvalidDataException: no such order",
            await world.ResultAsync<string>(id));
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationContext.cs (FailOrchestration)
    [Fact]
    public async Task An_unhandled_failure_fails_the_instance_with_its_reason()
    {
        await using var world = new World()
            .Orchestrator("Fall", async context => await context.CallActivityAsync<string>("Break"))
            .Activity("Break", _ => throw new InvalidDataException("no such order")).Open();

        var id = await world.StartAsync("Fall");

        var failed = await world.GetAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Equal(
            "Task 'Break' (#1) failed with an unhandled exception: no such order", failed.FailureDetails!.ErrorMessage);
    }

    // durabletask: src/DurableTask.Core/RetryInterceptor.cs
    [Fact]
    public async Task A_retry_policy_waits_on_durable_timers_that_grow_up_to_their_limit()
    {
        var calls = new List<DateTimeOffset>();
        await using var world = new World();
        var policy = new RetryPolicy(
            5, TimeSpan.FromSeconds(10), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromMinutes(1));
        world.Orchestrator("Retry", async context =>
                await context.CallActivityAsync<string>("Flaky", options: TaskOptions.FromRetryPolicy(policy)))
            .Activity("Flaky", _ =>
            {
                calls.Add(world.Clock.GetUtcNow());
                return calls.Count < 5 ? throw new IOException("away") : Task.FromResult<object?>("back");
            }).Open();
        var id = await world.StartAsync("Retry");

        foreach (var seconds in new[] { 10, 30, 60, 60 }) await world.AdvanceAsync(TimeSpan.FromSeconds(seconds));

        Assert.Equal("back", await world.ResultAsync<string>(id));
        Assert.Equal([10, 30, 60, 60], calls.Zip(calls.Skip(1), (a, b) => (b - a).TotalSeconds));
    }

    // durabletask: src/DurableTask.Core/RetryInterceptor.cs
    [Fact]
    public async Task Retries_end_with_the_last_attempt()
    {
        var calls = 0;
        await using var world = new World()
            .Orchestrator("GiveUp", async context => await context.CallActivityAsync<string>(
                "Flaky", options: TaskOptions.FromRetryPolicy(new(2, TimeSpan.FromSeconds(1)))))
            .Activity("Flaky", _ =>
            {
                calls++;
                throw new IOException("away");
            }).Open();

        var twice = await world.StartAsync("GiveUp");
        await world.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await world.GetAsync(twice)).RuntimeStatus);
        Assert.Equal(2, calls);
        Assert.Equal(0, world.Engine.LiveTimers);
    }

    // durabletask: src/DurableTask.Core/Exceptions/TypeMissingException.cs, TaskActivityDispatcher.cs
    [Fact]
    public async Task A_missing_activity_fails_its_call_at_once_and_is_not_retried()
    {
        await using var world = new World().Orchestrator("Lost", async context =>
            await context.CallActivityAsync<string>(
                "Nowhere", options: TaskOptions.FromRetryPolicy(new(9, TimeSpan.FromHours(1))))).Open();

        var id = await world.StartAsync("Lost");

        var failed = await world.GetAsync(id);
        Assert.Contains("There is no activity named 'Nowhere'", failed.FailureDetails!.ErrorMessage);
    }
}
