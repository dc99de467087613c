using System.Reflection;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Knobs;

/// <summary>One setting that may change while the app runs.</summary>
/// <param name="Name">The whole name: <c>Edge:PerTenant:Burst</c>.</param>
/// <param name="Path">The properties that lead to it from its options class.</param>
public sealed record Knob(string Section, string Name, IReadOnlyList<PropertyInfo> Path)
{
    /// <summary>What comes after the section: <c>PerTenant:Burst</c>.</summary>
    public string Rest => Name[(Section.Length + 1)..];

    public Type Type => Path[^1].PropertyType;

    public object? ValueOf(object options) =>
        Path.Aggregate((object?)options, (part, property) => part is null ? null : property.GetValue(part));

    /// <summary>
    /// Those of an options class: its numbers, times and switches, also of the classes within it. Texts are none: a text
    /// may be an address, an identity or a secret, and lists and what is told by names are what an app is deployed with, as
    /// is what a <see cref="DeployedAttribute"/> guards.
    /// </summary>
    public static IEnumerable<Knob> Of(string section, Type options) => Of(section, section, options, []);

    private static IEnumerable<Knob> Of(string section, string name, Type type, IReadOnlyList<PropertyInfo> path)
    {
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            var (called, to) = ($"{name}:{property.Name}", (IReadOnlyList<PropertyInfo>)[.. path, property]);
            var isGuard = property.IsDefined(typeof(DeployedAttribute));
            if (IsValue(property.PropertyType) && property.CanWrite && !isGuard) yield return new(section, called, to);
            if (property.PropertyType is not { IsClass: true } part || part.Assembly != type.Assembly) continue;
            foreach (var inner in Of(section, called, part, to)) yield return inner;
        }
    }

    private static bool IsValue(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value == typeof(TimeSpan) || value == typeof(bool) || value == typeof(int) || value == typeof(long)
            || value == typeof(double) || value == typeof(decimal);
    }
}
