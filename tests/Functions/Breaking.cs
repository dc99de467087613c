using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Engine;
using Microsoft.DurableTask.History;
using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Tests.Functions;

/// <summary>Orchestrations of a running app, ended by the engine as it ends what can't go on.</summary>
internal static class Breaking
{
    public static async Task BreakAsync(this RunningApp app, string id)
    {
        var engine = app.Services.GetRequiredService<DurableEngine>();
        Instance? broken = null;
        engine.List(one =>
        {
            if (one.Id == id) broken = one;
            return false;
        });

        Assert.NotNull(broken);
        await engine.FailAsync(broken, new TaskFailureDetails("Broken", "A test broke it."));
        Assert.True(broken.HasEnded);
    }

    public static Task UntilEndedAsync(this RunningApp app, string id) => Eventually.TrueAsync(
        async () => await app.FlowAsync(id) is { IsCompleted: true }, $"{id} has ended");

    public static async Task<OrchestrationRuntimeStatus?> FlowStatusAsync(this RunningApp app, string id) =>
        (await app.FlowAsync(id))?.RuntimeStatus;

    private static Task<OrchestrationMetadata?> FlowAsync(this RunningApp app, string id) =>
        app.Services.GetRequiredService<EngineClient>().GetInstanceAsync(
            id, cancellation: TestContext.Current.CancellationToken);
}
