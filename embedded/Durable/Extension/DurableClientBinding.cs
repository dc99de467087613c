using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Runtime;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask.Extension;

/// <summary>Gives parameters with [DurableClient] the engine's client.</summary>
/// <remarks>Taken at the call: the engine runs functions by the very invoker that these bindings belong to.</remarks>
internal sealed class DurableClientBinding(IServiceProvider services) : IParameterBinding
{
    public ParameterValue? Bind(DiscoveredFunction function, ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is null) return null;
        return parameter.ParameterType.IsAssignableFrom(typeof(EngineClient))
            ? _ => services.GetRequiredService<EngineClient>()
            : throw new InvalidOperationException(
                $"Function '{function.Name}': [DurableClient] gives a DurableTaskClient, no {parameter.ParameterType}.");
    }
}
