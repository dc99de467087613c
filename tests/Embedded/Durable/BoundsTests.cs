using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Engine;
using Microsoft.Extensions.Configuration;

namespace PayFunctions.Tests.Embedded.Durable;

/// <summary>How much runs at once, how often what breaks is tried, and by which names that is set.</summary>
public class BoundsTests
{
    // azure-functions-durable-extension: src/WebJobs.Extensions.DurableTask/Options/DurableTaskOptions.cs
    [Fact]
    public void Concurrency_is_set_by_host_jsons_own_names_and_the_journal_by_ours()
    {
        var host = Configured(
            ("extensions:durableTask:maxConcurrentActivityFunctions", "3"),
            ("extensions:durableTask:maxConcurrentOrchestratorFunctions", "2"));
        var settings = Configured(("Durable:Journal", "kept"), ("Durable:Fsync", "true"), ("Durable:KeepEnded", "1.00:00:00"));

        var read = EngineOptions.Read(settings, host, "/app");
        var defaults = EngineOptions.Read(Configured(), Configured(), "/app");

        Assert.Equal((3, 2, true), (read.MaxActivities, read.MaxTurns, read.Fsync));
        Assert.Equal(("/app/kept", TimeSpan.FromDays(1)), (read.Folder.Replace('\\', '/')[^9..], read.KeepEnded));
        Assert.Equal(10 * Environment.ProcessorCount, defaults.MaxActivities); // The genuine default.
        Assert.Equal(10 * Environment.ProcessorCount, defaults.MaxTurns);
    }

    // durabletask: src/DurableTask.Core/WorkItemDispatcher.cs
    [Fact]
    public async Task No_more_activities_run_at_once_than_the_setting_allows()
    {
        var (running, most) = (0, 0);
        var gate = new SemaphoreSlim(0);
        await using var world = new World { MaxActivities = 3 }
            .Orchestrator("Fan", async context => await Task.WhenAll(
                Enumerable.Range(0, 12).Select(i => context.CallActivityAsync<string>("Slow", $"{i}"))))
            .Activity("Slow", async input =>
            {
                lock (gate) most = Math.Max(most, ++running);
                if (running == 3) gate.Release(12);
                await gate.WaitAsync(TestContext.Current.CancellationToken);
                lock (gate) running--;
                return input;
            }).Open();

        var id = await world.StartAsync("Fan");

        Assert.Equal(12, (await world.ResultAsync<string[]>(id)).Length);
        Assert.Equal(3, most);
    }

    // durabletask: src/DurableTask.Core/Exceptions/WorkItemPoisonedException.cs
    [Fact]
    public async Task What_keeps_breaking_is_parked_with_its_reason_where_the_healing_query_sees_it()
    {
        await using var world = new World().Orchestrator("Poison", async context =>
            await context.WaitForExternalEvent<string>("hint")).Open();
        var id = await world.StartAsync("Poison", "its input", "order-1");
        var since = world.Clock.GetUtcNow().AddMinutes(-1);
        world.OnFind = _ => throw new InvalidDataException("poison");
        await world.RaiseAsync(id, "hint");

        var query = new OrchestrationQuery(
            CreatedFrom: since, Statuses: [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated],
            InstanceIdPrefix: "order-", FetchInputsAndOutputs: true);
        var parked = new List<OrchestrationMetadata>();
        await foreach (var found in world.Client.GetAllInstancesAsync(query)) parked.Add(found);

        var one = Assert.Single(parked);
        Assert.Equal(("order-1", "poison"), (one.InstanceId, one.FailureDetails!.ErrorMessage));
        Assert.Equal("its input", one.ReadInputAs<string>());
    }

    private static IConfiguration Configured(params (string Name, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build();
}
