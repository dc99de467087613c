using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PayFunctions.Tests.Embedded.Durable;

public class EventTests
{
    // durabletask-dotnet: src/Worker/Core/Shims/TaskOrchestrationContextWrapper.cs (WaitForExternalEvent, CreateTimer)
    [Fact]
    public async Task Events_raised_before_they_are_awaited_come_first_in_first_out_whatever_their_case()
    {
        await using var world = new World().Orchestrator("Collect", async context =>
        {
            await context.WaitForExternalEvent<string>("go");
            var first = await context.WaitForExternalEvent<string>("HINT");
            var second = await context.WaitForExternalEvent<string>("hint");
            return first + second;
        }).Open();
        var id = await world.StartAsync("Collect");

        await world.RaiseAsync(id, "hint", "a");
        await world.RaiseAsync(id, "Hint", "b");
        await world.RaiseAsync(id, "go");

        Assert.Equal("ab", await world.ResultAsync<string>(id));
    }

    // durabletask-dotnet: src/Worker/Core/Shims/TaskOrchestrationContextWrapper.cs (WaitForExternalEvent, CreateTimer)
    [Fact]
    public async Task An_event_that_wins_cancels_its_timer_and_leaves_no_wake()
    {
        await using var world = new World().Orchestrator("Race", EventOrTimer).Open();
        var id = await world.StartAsync("Race");
        Assert.Equal(1, world.Engine.LiveTimers);

        await world.RaiseAsync(id, "hint", "paid");

        Assert.Equal("event", await world.ResultAsync<string>(id));
        Assert.Equal(0, world.Engine.LiveTimers);
    }

    // durabletask-dotnet: src/Worker/Core/Shims/TaskOrchestrationContextWrapper.cs (WaitForExternalEvent, CreateTimer)
    [Fact]
    public async Task A_timer_that_is_due_wins_over_silence()
    {
        await using var world = new World().Orchestrator("Race", EventOrTimer).Open();
        var id = await world.StartAsync("Race");

        await world.AdvanceAsync(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.False((await world.GetAsync(id)).IsCompleted);
        await world.AdvanceAsync(TimeSpan.FromTicks(1));

        Assert.Equal("timer", await world.ResultAsync<string>(id));
    }

    // durabletask-dotnet: src/Worker/Core/Shims/TaskOrchestrationContextWrapper.cs (WaitForExternalEvent, CreateTimer)
    [Fact]
    public async Task One_wait_kept_over_many_rounds_takes_the_event_whenever_it_comes()
    {
        await using var world = new World().Orchestrator("Poll", async context =>
        {
            var hint = context.WaitForExternalEvent<string>("hint");
            for (var round = 1; ; round++)
            {
                using var alarm = new CancellationTokenSource();
                await Task.WhenAny(hint, context.CreateTimer(TimeSpan.FromMinutes(1), alarm.Token));
                alarm.Cancel();
                if (hint.IsCompleted) return $"{hint.Result} in round {round}";
            }
        }).Open();
        var id = await world.StartAsync("Poll");

        for (var i = 0; i < 3; i++) await world.AdvanceAsync(TimeSpan.FromMinutes(1));
        await world.RaiseAsync(id, "hint", "paid");

        Assert.Equal("paid in round 4", await world.ResultAsync<string>(id));
        Assert.Equal(0, world.Engine.LiveTimers);
    }

    // durabletask-dotnet: src/Worker/Core/Shims/TaskOrchestrationContextWrapper.cs (WaitForExternalEvent, CreateTimer)
    [Fact]
    public async Task An_event_to_a_missing_or_ended_instance_is_refused()
    {
        await using var world = new World().Orchestrator("Done", _ => Task.FromResult<object?>(1)).Open();
        var id = await world.StartAsync("Done");

        var missing = await Assert.ThrowsAnyAsync<Exception>(() => world.RaiseAsync("nobody", "hint"));
        var ended = await Assert.ThrowsAnyAsync<Exception>(() => world.RaiseAsync(id, "hint"));

        Assert.Contains("No instance with ID 'nobody' was found", missing.Message);
        Assert.Contains("is in Completed state", ended.Message);
    }

    // ours: a fault that tests and the demo set.
    [Fact]
    public async Task A_dropped_event_changes_nothing_and_raising_it_still_succeeds()
    {
        await using var world = new World { DropEvents = true }.Orchestrator("Race", EventOrTimer).Open();
        var id = await world.StartAsync("Race");

        await world.RaiseAsync(id, "hint", "paid");
        await world.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("timer", await world.ResultAsync<string>(id));
    }

    private static async Task<object?> EventOrTimer(TaskOrchestrationContext context)
    {
        using var alarm = new CancellationTokenSource();
        var hint = context.WaitForExternalEvent<string>("hint");
        var timer = context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(5), alarm.Token);
        var winner = await Task.WhenAny(hint, timer);
        alarm.Cancel();
        return winner == hint ? "event" : "timer";
    }
}
