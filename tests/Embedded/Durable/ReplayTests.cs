using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Tests.Embedded.Durable;

public class ReplayTests
{
    // durabletask: src/DurableTask.Core/TaskOrchestrationExecutor.cs
    [Fact]
    public async Task Time_is_the_same_on_every_replay()
    {
        var seen = new List<DateTime>();
        await using var world = new World().Orchestrator("Same", async context =>
        {
            seen.Add(context.CurrentUtcDateTime);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            await context.WaitForExternalEvent<string>("end");
            return seen.Count;
        }).Open();
        var id = await world.StartAsync("Same");

        await world.AdvanceAsync(TimeSpan.FromHours(1));
        await world.RaiseAsync(id, "end");

        Assert.Equal(3, await world.ResultAsync<int>(id));
        Assert.Single(seen.Distinct());
    }

    // durabletask-dotnet: src/Worker/Core/Shims/TaskOrchestrationContextWrapper.cs (CreateTimer: past
    // MaximumTimerInterval it waits in parts)
    [Fact]
    public async Task Time_moves_with_the_turns_and_not_within_one()
    {
        await using var world = new World().Orchestrator("Time", async context =>
        {
            var start = context.CurrentUtcDateTime;
            await context.CreateTimer(TimeSpan.FromDays(60), CancellationToken.None);
            return (context.CurrentUtcDateTime - start).TotalDays;
        }).Open();
        var id = await world.StartAsync("Time");

        for (var day = 0; day < 60; day++) await world.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(60, await world.ResultAsync<double>(id));
    }

    // durabletask-dotnet: src/Abstractions/TaskOrchestrationContext.cs (ReplaySafeLogger)
    [Fact]
    public async Task A_replay_safe_logger_speaks_once()
    {
        var lines = new Lines();
        await using var world = new World { Loggers = lines }.Orchestrator("Talk", async context =>
        {
            var log = context.CreateReplaySafeLogger("orders");
            log.LogInformation("one");
            await context.WaitForExternalEvent<string>("a");
            log.LogInformation("two");
            await context.WaitForExternalEvent<string>("b");
            return context.IsReplaying;
        }).Open();
        var id = await world.StartAsync("Talk");

        await world.RaiseAsync(id, "a");
        await world.RaiseAsync(id, "b");

        Assert.False(await world.ResultAsync<bool>(id));
        Assert.Equal(["one", "two"], lines.Of("orders"));
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationContext.cs (Handle…Event),
    // Exceptions/NonDeterministicOrchestrationException.cs
    [Fact]
    public async Task Code_that_calls_something_else_on_replay_fails_the_instance_and_says_what()
    {
        var released = false;
        await using var world = new World().Orchestrator("Changed", async context =>
        {
            if (released) await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            else await context.CallActivityAsync("Prepay", "x");
            await context.WaitForExternalEvent<string>("hint");
            return 1;
        }).Activity("Prepay", _ => Task.FromResult<object?>(null)).Open();
        var id = await world.StartAsync("Changed");

        released = true;
        await world.RaiseAsync(id, "hint");

        var failed = await world.GetAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.StartsWith(
            $"Orchestrator 'Changed', instance '{id}', is not deterministic: history has activity 'Prepay' (#1) at "
            + "2026-11-20T10:00:00.0000000Z, the code called a timer (#1).", failed.FailureDetails!.ErrorMessage);
        Assert.Equal(0, world.Engine.LiveTimers);
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationContext.cs (Handle…Event),
    // Exceptions/NonDeterministicOrchestrationException.cs
    [Fact]
    public async Task Code_that_stops_calling_on_replay_fails_the_instance_too()
    {
        var released = false;
        await using var world = new World().Orchestrator("Shorter", async context =>
        {
            if (!released) await context.CallActivityAsync("Prepay", "x");
            await context.WaitForExternalEvent<string>("hint");
            return 1;
        }).Activity("Prepay", _ => Task.FromResult<object?>(null)).Open();
        var id = await world.StartAsync("Shorter");

        released = true;
        await world.RaiseAsync(id, "hint");

        Assert.Contains("activity 'Prepay' (#1)", (await world.GetAsync(id)).FailureDetails!.ErrorMessage);
        Assert.Contains("the code made no call", (await world.GetAsync(id)).FailureDetails!.ErrorMessage);
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationContext.cs (Handle…Event),
    // Exceptions/NonDeterministicOrchestrationException.cs
    [Fact]
    public async Task Code_that_calls_more_on_replay_fails_the_instance_too()
    {
        var released = false;
        await using var world = new World().Orchestrator("Longer", async context =>
        {
            if (released) await context.CallActivityAsync("Prepay", "x");
            await context.WaitForExternalEvent<string>("hint");
            return 1;
        }).Activity("Prepay", _ => Task.FromResult<object?>(null)).Open();
        var id = await world.StartAsync("Longer");

        released = true;
        await world.RaiseAsync(id, "hint");

        Assert.Contains(
            "history has no call at 2026-11-20T10:00:00.0000000Z, the code called activity 'Prepay' (#1)",
            (await world.GetAsync(id)).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationExecutor.cs (ExecuteCore: a decision with nothing to wait for)
    [Fact]
    public async Task An_orchestrator_that_awaits_what_is_not_durable_fails_instead_of_hanging()
    {
        var (never, elsewhere) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var world = new World()
            .Orchestrator("Stuck", async _ =>
            {
                await never.Task;
                return 1;
            })
            .Orchestrator("Away", async context =>
            {
                var hint = context.WaitForExternalEvent<string>("hint");
                await elsewhere.Task;
                return await hint;
            }).Open();

        var stuck = await world.StartAsync("Stuck");
        var away = await world.StartAsync("Away");
        elsewhere.SetResult(); // Once its turn is over: what has come before it is left is no wait at all.

        foreach (var id in new[] { stuck, away })
        {
            var failed = await world.EndAsync(id);
            Assert.Contains("awaited something that is not durable", failed.FailureDetails!.ErrorMessage);
        }
    }

    // durabletask-dotnet: src/Abstractions/Converters/JsonDataConverter.cs
    [Fact]
    public async Task Inputs_results_and_custom_status_pass_through_the_genuine_converters_json()
    {
        await using var world = new World().Orchestrator("Json", async context =>
        {
            var order = context.GetInput<Life>()!;
            context.SetCustomStatus(new { order.Id, Stage = "waiting" });
            await context.WaitForExternalEvent<string>("hint");
            return new Life(order.Id + 1, order.Wait) { Field = order.Field };
        }).Open();
        var id = await world.StartAsync("Json", new Life(7, TimeSpan.FromSeconds(30)) { Field = "kept" });

        var waiting = await world.GetAsync(id);
        await world.RaiseAsync(id, "hint");
        var result = await world.ResultAsync<Life>(id);

        Assert.Equal("""{"Id":7,"Wait":"00:00:30","Field":"kept"}""", waiting.SerializedInput);
        Assert.Equal("""{"Id":7,"Stage":"waiting"}""", waiting.SerializedCustomStatus);
        Assert.Equal(8, result.Id);
        Assert.Equal("""{"Id":7,"Stage":"waiting"}""", (await world.GetAsync(id)).SerializedCustomStatus);
    }

    private sealed record Life(int Id, TimeSpan Wait)
    {
        public string? Field;
    }
}
