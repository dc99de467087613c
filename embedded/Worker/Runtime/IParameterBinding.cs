using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>Gives one parameter its value, once an invocation.</summary>
internal delegate object? ParameterValue(Invocation invocation);

/// <summary>Knows how to bind a kind of parameter; an extension brings its own.</summary>
internal interface IParameterBinding
{
    /// <summary>The way to the parameter's value; null where this binding does not know the parameter.</summary>
    ParameterValue? Bind(DiscoveredFunction function, ParameterInfo parameter);
}
