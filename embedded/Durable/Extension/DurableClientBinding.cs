using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Runtime;
using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Extension;

/// <summary>Gives parameters with [DurableClient] the engine's client.</summary>
internal sealed class DurableClientBinding(EngineClient client) : IParameterBinding
{
    public ParameterValue? Bind(DiscoveredFunction function, ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is null) return null;
        return parameter.ParameterType.IsAssignableFrom(typeof(EngineClient))
            ? _ => client
            : throw new InvalidOperationException(
                $"Function '{function.Name}': [DurableClient] gives a DurableTaskClient, not a {parameter.ParameterType}.");
    }
}
