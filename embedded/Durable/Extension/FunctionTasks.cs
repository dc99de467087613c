using System.Collections.Frozen;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Runtime;
using Microsoft.DurableTask.Engine;
using Microsoft.DurableTask.Replay;

namespace Microsoft.DurableTask.Extension;

/// <summary>
/// The app's orchestrators and activities, run as functions: through the middleware, each in a scope.
/// </summary>
internal sealed class FunctionTasks : ITaskHost
{
    private static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    private readonly FunctionInvoker _invoker;
    private readonly FrozenDictionary<string, DiscoveredFunction> _orchestrators;
    private readonly FrozenDictionary<string, DiscoveredFunction> _activities;

    public FunctionTasks(FunctionInvoker invoker, IReadOnlyList<DiscoveredFunction> functions)
    {
        _invoker = invoker;
        _orchestrators = Named<OrchestrationTriggerAttribute>(functions);
        _activities = Named<ActivityTriggerAttribute>(functions);
    }

    /// <summary>Fails at the start, not at the first call, when a parameter cannot be bound.</summary>
    public void Prepare()
    {
        foreach (var function in _orchestrators.Values.Concat(_activities.Values)) _invoker.Prepare(function);
    }

    public OrchestratorBody? FindOrchestrator(string name) =>
        _orchestrators.TryGetValue(name, out var function) ? context => RunAsync(function, context) : null;

    public ActivityBody? FindActivity(string name) => _activities.TryGetValue(name, out var function)
        ? (instanceId, input, cancellation) => RunAsync(function, instanceId, input, cancellation)
        : null;

    private async Task<string?> RunAsync(DiscoveredFunction function, TaskOrchestrationContext context)
    {
        var call = new OrchestratorCall(context);
        await _invoker.InvokeAsync(function, call, NoData, CancellationToken.None);
        return call.Result;
    }

    private async Task<string?> RunAsync(
        DiscoveredFunction function, string instanceId, string? input, CancellationToken cancellation)
    {
        var call = new ActivityFunctionCall(function, input);
        var data = new Dictionary<string, object?> { ["instanceId"] = instanceId };
        await _invoker.InvokeAsync(function, call, data, cancellation);
        return call.Result;
    }

    private static FrozenDictionary<string, DiscoveredFunction> Named<TTrigger>(
        IReadOnlyList<DiscoveredFunction> functions) =>
        functions.Where(function => function.Trigger is TTrigger)
            .ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
}
