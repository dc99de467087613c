using System.Globalization;
using System.Reflection;

namespace PayFunctions.Tests.Contracts.Surface;

/// <summary>Spells types and parameters found by reflection the way the lists do.</summary>
internal static class Spelling
{
    /// <summary>Stands where an assembly without nullable annotations leaves open whether there is a '?'.</summary>
    public const char PerhapsNullable = '\u00BF';

    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Of(PropertyInfo property)
    {
        lock (Nullability) return Of(property.PropertyType, Nullability.Create(property));
    }

    public static string Of(FieldInfo field)
    {
        lock (Nullability) return Of(field.FieldType, Nullability.Create(field));
    }

    public static string OfReturn(MethodInfo method)
    {
        lock (Nullability) return Of(method.ReturnType, Nullability.Create(method.ReturnParameter));
    }

    public static string Of(ParameterInfo parameter)
    {
        lock (Nullability)
        {
            var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
            var way = parameter.IsOut ? "out "
                : parameter.IsIn ? "in "
                : parameter.ParameterType.IsByRef ? "ref "
                : parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "";
            return $"{way}{Of(type, Nullability.Create(parameter))} {parameter.Name}{Default(parameter, type)}";
        }
    }

    /// <summary>As a base or a constraint, where nothing is said of null.</summary>
    public static string Of(Type type) => Of(type, null);

    public static string OfParameters(MethodBase method, string before = "") =>
        $"({before}{string.Join(", ", method.GetParameters().Select(Of))})";

    public static string OfConstraints(MethodInfo method) =>
        !method.IsGenericMethodDefinition ? "" : string.Concat(method.GetGenericArguments().Select(OfConstraints));

    private static string OfConstraints(Type parameter)
    {
        var special = parameter.GenericParameterAttributes;
        List<string> constraints = [.. parameter.GetGenericParameterConstraints().Select(Of).Where(c => c != "ValueType")];
        if (special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) constraints.Insert(0, "struct");
        else if (special.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint)) constraints.Add("new()");
        if (special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) constraints.Insert(0, "class");
        return constraints.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }

    private static string Of(Type type, NullabilityInfo? info)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value, null) + "?";
        return Name(type, info) + Mark(type, info);
    }

    private static string Name(Type type, NullabilityInfo? info)
    {
        if (type.IsArray) return $"{Of(type.GetElementType()!, info?.ElementType)}[]";
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (!type.IsGenericType) return type.Name;

        var inner = type.GetGenericArguments();
        var spelled = inner.Select((argument, i) => Of(argument, info?.GenericTypeArguments.ElementAtOrDefault(i)));
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", spelled)}>";
    }

    private static string Mark(Type type, NullabilityInfo? info)
    {
        if (type.IsValueType || info is null) return "";
        if (type.IsGenericParameter) return $"{PerhapsNullable}"; // Reflection cannot tell T from T?.
        var state = info.ReadState == NullabilityState.Unknown ? info.WriteState : info.ReadState;
        return state switch
        {
            NullabilityState.Nullable => "?",
            NullabilityState.NotNull => "",
            NullabilityState.Unknown => $"{PerhapsNullable}",
        };
    }

    private static string Default(ParameterInfo parameter, Type type)
    {
        if (!parameter.HasDefaultValue) return "";
        return " = " + parameter.DefaultValue switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
            bool truth => truth ? "true" : "false",
            string text => $"\"{text}\"",
            var value when type.IsEnum => Enum.GetName(type, value),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }
}
