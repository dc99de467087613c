using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PayFunctions.Tests.Embedded.Durable;

public class RecoveryTests
{
    // durabletask: src/DurableTask.Core/TaskOrchestrationDispatcher.cs (a work item is completed once its results are
    // stored, and given out again otherwise)
    [Fact]
    public async Task A_waiting_orchestration_completes_on_its_event_after_a_kill()
    {
        await using var world = new World().Orchestrator("Wait", async context =>
        {
            await context.CallActivityAsync("Prepay", "x");
            return await context.WaitForExternalEvent<string>("hint");
        }).Activity("Prepay", _ => Task.FromResult<object?>(null)).Open();
        var id = await world.StartAsync("Wait");

        world.OpenCopy();
        await world.RaiseAsync(id, "hint", "paid");

        Assert.Equal("paid", await world.ResultAsync<string>(id));
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationDispatcher.cs (a work item is completed once its results are
    // stored, and given out again otherwise)
    [Fact]
    public async Task An_event_acknowledged_right_before_a_kill_is_not_lost()
    {
        var gate = new TaskCompletionSource();
        await using var world = new World().Orchestrator("Wait", async context =>
        {
            await context.CallActivityAsync("Slow", "x");
            return await context.WaitForExternalEvent<string>("hint");
        }).Activity("Slow", async _ =>
        {
            await gate.Task;
            return null;
        }).Open();
        var id = await world.ScheduleAsync("Wait");
        await world.RaiseNowAsync(id, "hint", "paid");

        world.OpenCopy();
        gate.SetResult();

        Assert.Equal("paid", await world.ResultAsync<string>(id));
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationDispatcher.cs (a work item is completed once its results are
    // stored, and given out again otherwise)
    [Fact]
    public async Task A_timer_is_still_due_after_a_kill_and_a_cancelled_one_is_not()
    {
        await using var world = new World().Orchestrator("Two", async context =>
        {
            using var cancelled = new CancellationTokenSource();
            _ = context.CreateTimer(TimeSpan.FromMinutes(1), cancelled.Token);
            await context.WaitForExternalEvent<string>("hint");
            cancelled.Cancel();
            await context.CreateTimer(TimeSpan.FromMinutes(10), CancellationToken.None);
            return "fired";
        }).Open();
        var id = await world.StartAsync("Two");
        await world.RaiseAsync(id, "hint");
        Assert.Equal(1, world.Engine.LiveTimers);

        world.OpenCopy();
        Assert.Equal(1, world.Engine.LiveTimers);
        await world.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("fired", await world.ResultAsync<string>(id));
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationDispatcher.cs (a work item is completed once its results are
    // stored, and given out again otherwise)
    [Fact]
    public async Task An_activity_that_a_kill_cut_short_runs_again()
    {
        var runs = 0;
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        await using var world = new World()
            .Orchestrator("Once", async context => await context.CallActivityAsync<string>("Work", "x"))
            .Activity("Work", async _ =>
            {
                if (Interlocked.Increment(ref runs) == 2) return "second";
                first.SetResult();
                await second.Task;
                return "first";
            }).Open();
        var id = await world.ScheduleAsync("Once");
        await first.Task;

        world.OpenCopy();

        Assert.Equal("second", await world.ResultAsync<string>(id));
        second.SetResult();
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationDispatcher.cs (a work item is completed once its results are
    // stored, and given out again otherwise)
    [Fact]
    public async Task A_stop_drains_what_runs_and_leaves_the_rest_for_the_next_start()
    {
        await using var world = new World().Orchestrator("Wait", async context =>
            await context.WaitForExternalEvent<string>("hint")).Open();
        var id = await world.StartAsync("Wait");

        await world.CloseAsync();
        world.Open();
        await world.RaiseAsync(id, "hint", "paid");

        Assert.Equal("paid", await world.ResultAsync<string>(id));
    }

    // durabletask: src/DurableTask.Core/Exceptions/TypeMissingException.cs
    [Fact]
    public async Task An_orchestrator_that_is_gone_after_a_restart_fails_its_instances_where_a_query_sees_them()
    {
        await using var world = new World().Orchestrator("Gone", async context =>
            await context.WaitForExternalEvent<string>("hint")).Open();
        var id = await world.StartAsync("Gone");

        await world.Forget("Gone").OpenCopy().RaiseAsync(id, "hint");

        var failed = new List<OrchestrationMetadata>();
        var query = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Failed]);
        await foreach (var found in world.Client.GetAllInstancesAsync(query)) failed.Add(found);
        Assert.Equal("There is no orchestrator named 'Gone'.", Assert.Single(failed).FailureDetails!.ErrorMessage);
    }

    // durabletask: src/DurableTask.Core/Exceptions/WorkItemPoisonedException.cs
    [Fact]
    public async Task A_work_item_that_keeps_breaking_the_engine_is_failed_with_its_reason_after_three_attempts()
    {
        var attempts = 0;
        await using var world = new World().Orchestrator("Poison", async context =>
            await context.WaitForExternalEvent<string>("hint")).Open();
        var id = await world.StartAsync("Poison");

        world.OnFind = _ => throw new InvalidDataException($"attempt {++attempts}");
        await world.RaiseAsync(id, "hint");

        Assert.Equal("attempt 3", (await world.GetAsync(id)).FailureDetails!.ErrorMessage);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await world.GetAsync(id)).RuntimeStatus);
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationDispatcher.cs (a work item is completed once its results are
    // stored, and given out again otherwise)
    [Fact]
    public async Task A_stop_cancels_activities_past_its_deadline_and_they_run_again()
    {
        var first = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        await using var world = new World()
            .Orchestrator("Once", async context => await context.CallActivityAsync<string>("Work", "x"))
            .Activity("Work", async (_, _, cancellation) =>
            {
                if (first.TrySetResult()) await never.Task.WaitAsync(cancellation);
                return "\"again\"";
            }).Open();
        var id = await world.ScheduleAsync("Once");
        await first.Task;

        await world.CloseAsync(inAHurry: true);
        world.Open();

        Assert.Equal("again", await world.ResultAsync<string>(id));
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationDispatcher.cs (a work item is completed once its results are
    // stored, and given out again otherwise)
    [Fact]
    public async Task Every_prefix_of_the_journal_opens_and_ends_right()
    {
        await using var world = new World().Orchestrator("Wait", async context =>
        {
            var answer = await context.CallActivityAsync<string>("Prepay", "x");
            using var alarm = new CancellationTokenSource();
            var hint = context.WaitForExternalEvent<string>("hint");
            await Task.WhenAny(hint, context.CreateTimer(TimeSpan.FromHours(1), alarm.Token));
            alarm.Cancel();
            return answer + await hint;
        }).Activity("Prepay", _ => Task.FromResult<object?>("ok")).Open();
        await world.StartAsync("Wait", null, "order-1");
        await world.RaiseAsync("order-1", "hint", "!");
        await world.CloseAsync();
        var whole = File.ReadAllBytes(world.Files().Single());

        for (var length = 0; length <= whole.Length; length += 7)
        {
            File.WriteAllBytes(world.Files().Single(), whole[..length]);
            world.Open();
            await world.Engine.WhenIdleAsync();
            if (await world.FindAsync("order-1") is { IsCompleted: false })
                await world.RaiseAsync("order-1", "hint", "!");
            if (await world.FindAsync("order-1") is not null)
                Assert.Equal("ok!", await world.ResultAsync<string>("order-1"));
            await world.CloseAsync();
            if (world.Files() is [var only]) continue;
            Assert.Fail("More than one file");
        }
    }
}
