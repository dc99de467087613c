using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PayFunctions.Tests.Embedded.Durable;

/// <summary>Orchestrators that await several things at once, and what becomes of those that lose.</summary>
public class AwaitingTests
{
    // durabletask: src/DurableTask.Core/TaskOrchestrationContext.cs (HandleTaskCompletedEvent)
    [Fact]
    public async Task A_loser_of_WhenAny_is_there_when_it_is_awaited_later()
    {
        var answer = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var world = new World().Orchestrator("Race", async context =>
        {
            var slow = context.CallActivityAsync<string>("Slow", "x");
            var hint = context.WaitForExternalEvent<string>("hint");
            var winner = await Task.WhenAny(slow, hint);
            await context.WaitForExternalEvent<string>("go on");
            return (winner == hint ? "event" : "activity") + " before " + await slow;
        }).Activity("Slow", _ => answer.Task).Open();
        var id = await world.ScheduleAsync("Race");
        await world.RaiseNowAsync(id, "hint", "paid");
        await world.RaiseNowAsync(id, "go on");

        answer.SetResult("answer");

        Assert.Equal("event before answer", await world.ResultAsync<string>(id));
    }

    // durabletask: src/DurableTask.Core/TaskOrchestrationContext.cs (HandleTaskFailedEvent)
    [Fact]
    public async Task Failures_in_WhenAll_are_thrown_once_all_have_answered()
    {
        var ran = new List<string>();
        await using var world = new World().Orchestrator("All", async context =>
        {
            var all = Task.WhenAll(new[] { "a", "b", "c" }.Select(one => context.CallActivityAsync("Maybe", one)));
            try
            {
                await all;
                return "none failed";
            }
            catch (TaskFailedException)
            {
                var failures = all.Exception!.InnerExceptions.Cast<TaskFailedException>(); // In the order in which they came.
                return string.Join(" and ", failures.Select(one => one.FailureDetails.ErrorMessage).Order(StringComparer.Ordinal));
            }
        }).Activity("Maybe", input =>
        {
            lock (ran) ran.Add(input!);
            return input == "b" ? Task.FromResult<object?>(null) : throw new IOException($"{input} broke");
        }).Open();

        var id = await world.StartAsync("All");

        Assert.Equal("a broke and c broke", await world.ResultAsync<string>(id));
        Assert.Equal(["a", "b", "c"], ran.Order());
    }

    // durabletask: src/DurableTask.Core/RetryInterceptor.cs (ComputeNextDelay, RetryTimeout)
    [Fact]
    public async Task Retries_end_when_their_time_is_over_though_attempts_are_left()
    {
        var calls = 0;
        var policy = new RetryPolicy(9, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromSeconds(15));
        await using var world = new World()
            .Orchestrator("Timed", async context => await context.CallActivityAsync<string>(
                "Flaky", options: TaskOptions.FromRetryPolicy(policy)))
            .Activity("Flaky", _ => throw new IOException($"attempt {++calls}")).Open();
        var id = await world.StartAsync("Timed");

        for (var i = 0; i < 9; i++) await world.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.Contains("attempt 3", (await world.GetAsync(id)).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    // durabletask-dotnet: src/Worker/Core/Shims/TaskOrchestrationContextWrapper.EventSource.cs
    [Fact]
    public async Task The_latest_waiter_takes_the_first_event()
    {
        await using var world = new World().Orchestrator("Two", async context =>
        {
            var first = context.WaitForExternalEvent<string>("hint");
            var second = context.WaitForExternalEvent<string>("hint");
            await Task.WhenAll(first, second);
            return $"{first.Result} then {second.Result}";
        }).Open();
        var id = await world.StartAsync("Two");

        await world.RaiseAsync(id, "hint", "a");
        await world.RaiseAsync(id, "hint", "b");

        Assert.Equal("b then a", await world.ResultAsync<string>(id));
    }

    // durabletask-dotnet: src/Worker/Core/Shims/TaskOrchestrationContextWrapper.cs (WaitForExternalEvent)
    [Fact]
    public async Task One_name_awaited_as_two_types_fails_the_orchestrator()
    {
        await using var world = new World().Orchestrator("Mixed", async context =>
        {
            _ = context.WaitForExternalEvent<string>("hint");
            return await context.WaitForExternalEvent<int>("HINT");
        }).Open();

        var id = await world.StartAsync("Mixed");

        Assert.Contains(
            "already awaited as System.String", (await world.GetAsync(id)).FailureDetails!.ErrorMessage,
            StringComparison.Ordinal);
    }

    // durabletask-dotnet: src/Abstractions/Converters/JsonDataConverter.cs; seen on the genuine pair
    [Fact]
    public async Task A_polymorphic_payload_is_written_by_its_runtime_type_and_loses_its_mark()
    {
        await using var world = new World()
            .Orchestrator("Shape", context => Task.FromResult<object?>(context.GetInput<Circle>()!.Radius)).Open();

        var id = await world.StartAsync("Shape", (Shape)new Circle(3));

        Assert.Equal("""{"Radius":3}""", (await world.GetAsync(id)).SerializedInput);
        Assert.Equal(3, await world.ResultAsync<int>(id));
    }

    [System.Text.Json.Serialization.JsonDerivedType(typeof(Circle), "circle")]
    private abstract record Shape;

    private sealed record Circle(int Radius) : Shape;
}
