using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>Binds what every trigger has: its value, the context, the cancellation, and binding data by name.</summary>
internal sealed class PlainParameters : IParameterBinding
{
    public ParameterValue? Bind(DiscoveredFunction function, ParameterInfo parameter)
    {
        if (parameter == function.TriggerParameter) return invocation => invocation.Trigger;
        if (parameter.ParameterType == typeof(FunctionContext)) return invocation => invocation;
        if (parameter.ParameterType == typeof(CancellationToken)) return invocation => invocation.CancellationToken;
        return ByName(parameter);
    }

    private static ParameterValue? ByName(ParameterInfo parameter)
    {
        var name = parameter.Name!;
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var missing = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        if (type == typeof(string)) return invocation => invocation.BindingData.GetValueOrDefault(name) ?? missing;
        var converter = TypeDescriptor.GetConverter(type);
        if (!converter.CanConvertFrom(typeof(string))) return null;
        return invocation => invocation.BindingData.GetValueOrDefault(name) is string text
            ? converter.ConvertFromString(null, CultureInfo.InvariantCulture, text)
            : missing;
    }
}
