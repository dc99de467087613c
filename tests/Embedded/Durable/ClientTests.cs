using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PayFunctions.Tests.Embedded.Durable;

public class ClientTests
{
    private static readonly OrchestrationRuntimeStatus[] Every =
        [.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses];

    // azure-functions-durable-extension: src/WebJobs.Extensions.DurableTask/LocalGrpcListener.cs (StartInstance),
    // ContextImplementations/DurableClient.cs; seen on the genuine pair: Running throws, Completed is restarted in
    // silence
    [Fact]
    public async Task A_start_is_a_duplicate_in_every_status_that_is_named()
    {
        await using var world = new World().Orchestrator("Wait", Wait).Open();
        var once = new StartOrchestrationOptions("order-1").WithDedupeStatuses(Every);
        await world.ScheduleAsync("Wait", null, once);
        await world.Engine.WhenIdleAsync();

        await Refused(world, once);
        await world.RaiseAsync("order-1", "hint");
        await Refused(world, once);

        await world.StartAsync("Wait", null, "order-1");
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await world.GetAsync("order-1")).RuntimeStatus);
        await Refused(world, new StartOrchestrationOptions("order-1"));
    }

    // azure-functions-durable-extension: src/WebJobs.Extensions.DurableTask/ContextImplementations/DurableClient.cs
    [Fact]
    public async Task A_list_that_leaves_Running_out_terminates_the_live_one_and_starts_anew()
    {
        await using var world = new World().Orchestrator("Wait", Wait).Open();
        await world.StartAsync("Wait", "first", "order-1");

        var onlyFailed = new StartOrchestrationOptions("order-1").WithDedupeStatuses(OrchestrationRuntimeStatus.Failed);
        await world.ScheduleAsync("Wait", "second", onlyFailed);
        await world.Engine.WhenIdleAsync();

        Assert.Equal("second", (await world.GetAsync("order-1")).ReadInputAs<string>());
        Assert.Equal(1, world.Engine.LiveTimers);
    }

    // azure-functions-durable-extension: src/WebJobs.Extensions.DurableTask/ContextImplementations/DurableClient.cs
    [Fact]
    public async Task Twenty_starts_of_one_id_at_once_start_it_once()
    {
        await using var world = new World().Orchestrator("Wait", Wait).Open();
        var once = new StartOrchestrationOptions("order-1").WithDedupeStatuses(Every);

        var starts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            try
            {
                await world.ScheduleAsync("Wait", null, once);
                return true;
            }
            catch (OrchestrationAlreadyExistsException)
            {
                return false;
            }
        })));

        Assert.Equal(1, starts.Count(started => started));
    }

    // azure-functions-durable-extension: src/WebJobs.Extensions.DurableTask/LocalGrpcListener.cs (GetInstance)
    [Fact]
    public async Task An_unknown_instance_is_null()
    {
        await using var world = new World().Open();

        Assert.Null(await world.FindAsync("nobody"));
    }

    // azure-functions-durable-extension: src/WebJobs.Extensions.DurableTask/LocalGrpcListener.cs (QueryInstances)
    [Fact]
    public async Task A_listing_filters_by_status_prefix_and_birth_and_gives_each_once()
    {
        await using var world = new World().Orchestrator("Wait", Wait).Open();
        await world.StartAsync("Wait", null, "order-a-old");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = world.Clock.GetUtcNow();
        foreach (var i in Enumerable.Range(0, 25)) await world.StartAsync("Wait", null, $"order-a-{i:D2}");
        await world.StartAsync("Wait", null, "order-b-00");
        await world.RaiseAsync("order-a-03", "hint");

        var query = new OrchestrationQuery(
            CreatedFrom: since, Statuses: [OrchestrationRuntimeStatus.Running], InstanceIdPrefix: "order-a-", PageSize: 10);
        var listed = new List<string>();
        await foreach (var found in world.Client.GetAllInstancesAsync(query)) listed.Add(found.InstanceId);

        Assert.Equal(Enumerable.Range(0, 25).Where(i => i != 3).Select(i => $"order-a-{i:D2}"), listed);
    }

    // durabletask-dotnet: src/Client/Core/OrchestrationMetadata.cs
    [Fact]
    public async Task Inputs_that_were_not_asked_for_are_not_read()
    {
        await using var world = new World().Orchestrator("Wait", Wait).Open();
        await world.StartAsync("Wait", "the input", "order-1");

        var bare = (await world.FindAsync("order-1"))!;

        Assert.Equal("the input", (await world.GetAsync("order-1")).ReadInputAs<string>());
        Assert.Throws<InvalidOperationException>(() => bare.ReadInputAs<string>());
    }

    // durabletask-dotnet: src/Client/Grpc/GrpcDurableTaskClient.cs (ScheduleNewOrchestrationInstanceAsync)
    [Fact]
    public async Task A_start_at_a_later_time_is_pending_until_then()
    {
        await using var world = new World().Orchestrator("Now", _ => Task.FromResult<object?>(1)).Open();
        await world.ScheduleAsync(
            "Now", null, new StartOrchestrationOptions("later", world.Clock.GetUtcNow().AddHours(1)));
        await world.Engine.WhenIdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await world.GetAsync("later")).RuntimeStatus);
        await world.OpenCopy().AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(1, await world.ResultAsync<int>("later"));
    }

    private static async Task Refused(World world, StartOrchestrationOptions options) =>
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => world.ScheduleAsync("Wait", null, options));

    private static async Task<object?> Wait(TaskOrchestrationContext context)
    {
        using var alarm = new CancellationTokenSource();
        await Task.WhenAny(
            context.WaitForExternalEvent<string>("hint"), context.CreateTimer(TimeSpan.FromHours(1), alarm.Token));
        alarm.Cancel();
        return null;
    }
}
