using Microsoft.Azure.Functions.Worker.Runtime;
using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Extension;

/// <summary>Hands an orchestrator its context and takes its result as JSON.</summary>
internal sealed class OrchestratorCall(TaskOrchestrationContext context) : ITriggerCall
{
    public string? Result { get; private set; }

    public object? Open(Invocation invocation) => context;

    public ValueTask CloseAsync(Invocation invocation)
    {
        Result = PayloadJson.Default.Serialize(invocation.Result);
        return default;
    }
}

/// <summary>Reads an activity's input from JSON and takes its result as JSON.</summary>
internal sealed class ActivityFunctionCall(DiscoveredFunction function, string? input) : ITriggerCall
{
    public string? Result { get; private set; }

    public object? Open(Invocation invocation) =>
        PayloadJson.Default.Deserialize(input, function.TriggerParameter.ParameterType);

    public ValueTask CloseAsync(Invocation invocation)
    {
        Result = PayloadJson.Default.Serialize(invocation.Result);
        return default;
    }
}
