using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>A method with [Function], as found once at start.</summary>
internal sealed class DiscoveredFunction
{
    public DiscoveredFunction(string name, MethodInfo method)
    {
        Name = name;
        Method = method;
        Parameters = method.GetParameters();
        var triggers = from parameter in Parameters
                       from trigger in parameter.GetCustomAttributes<TriggerBindingAttribute>()
                       select (parameter, trigger);
        if (triggers.Count() != 1)
            throw new InvalidOperationException(
                $"Function '{name}' has {triggers.Count()} triggers; it needs exactly one.");
        (TriggerParameter, Trigger) = triggers.First();
        Definition = new FoundDefinition(this);
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    public ParameterInfo[] Parameters { get; }

    public ParameterInfo TriggerParameter { get; }

    public TriggerBindingAttribute Trigger { get; }

    public FunctionDefinition Definition { get; }

    /// <summary>Fails at start, not at the first call, when the trigger's parameter cannot take its value.</summary>
    public void MustTake<TValue>()
    {
        if (TriggerParameter.ParameterType.IsAssignableFrom(typeof(TValue))) return;
        throw new InvalidOperationException(
            $"Function '{Name}': its trigger gives a {typeof(TValue).Name}, no {TriggerParameter.ParameterType}.");
    }

    public static IReadOnlyList<DiscoveredFunction> FindIn(Assembly assembly)
    {
        var found = from type in assembly.GetExportedTypes()
                    where type.IsClass && !type.IsGenericTypeDefinition
                    from method in type.GetMethods(
                        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                    let function = method.GetCustomAttribute<FunctionAttribute>()
                    where function is not null
                    orderby function.Name
                    select new DiscoveredFunction(function.Name, method);
        var functions = found.ToArray();
        var twice = functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(named => named.Count() > 1);
        if (twice is not null) throw new InvalidOperationException($"Two functions are named '{twice.Key}'.");
        return functions;
    }

    private sealed class FoundDefinition(DiscoveredFunction function) : FunctionDefinition
    {
        public override string Name => function.Name;
    }
}
