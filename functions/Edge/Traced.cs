using System.Collections.Frozen;
using System.Diagnostics;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace PayFunctions.Edge;

/// <summary>What is traced of a function, by its trigger.</summary>
/// <param name="Name">Of its span.</param>
/// <param name="HasCaller">Its caller's traceparent counts: a merchant's, not a stranger's.</param>
/// <param name="IsOfMany">It goes through many orders, and belongs to none.</param>
internal sealed record Traced(string Name, ActivityKind Kind, bool IsRequest, bool HasCaller, bool IsOfMany)
{
    private static readonly FrozenDictionary<string, Traced> ByFunction = Find();

    /// <summary>Null for what has no span: orchestrators, and what operators look at.</summary>
    public static Traced? Of(string function) => ByFunction.GetValueOrDefault(function);

    private static FrozenDictionary<string, Traced> Find()
    {
        var functions = from type in typeof(Traced).Assembly.GetTypes()
                        from method in type.GetMethods(
                            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                        let function = method.GetCustomAttribute<FunctionAttribute>()
                        where function is not null
                        from parameter in method.GetParameters()
                        let traced = Of(function.Name, parameter)
                        where traced is not null
                        select traced;
        return functions.ToFrozenDictionary(traced => traced.Name, StringComparer.Ordinal);
    }

    private static Traced? Of(string name, ParameterInfo parameter)
    {
        if (parameter.IsDefined(typeof(HttpTriggerAttribute)))
        {
            return Doors.Of(name) switch
            {
                Door.Merchant => new(name, ActivityKind.Server, IsRequest: true, HasCaller: true, IsOfMany: false),
                Door.Provider => new(name, ActivityKind.Server, IsRequest: true, HasCaller: false, IsOfMany: false),
                Door.Operator or null => null,
            };
        }

        if (parameter.IsDefined(typeof(TimerTriggerAttribute)))
            return new(name, ActivityKind.Internal, IsRequest: false, HasCaller: false, IsOfMany: true);
        if (!parameter.IsDefined(typeof(ActivityTriggerAttribute))) return null;
        var isOfOne = parameter.ParameterType.GetProperty("OrderId") is not null;
        return new(name, ActivityKind.Consumer, IsRequest: false, HasCaller: false, IsOfMany: !isOfOne);
    }
}
