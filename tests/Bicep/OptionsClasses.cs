using System.Reflection;
using PayFunctions.Infra.Orders;
using PayFunctions.Orders;

namespace PayFunctions.Tests.Bicep;

/// <summary>The app's options classes: each with the section that it is bound to.</summary>
internal static class OptionsClasses
{
    public static IReadOnlyList<Type> All { get; } =
    [
        .. new[] { typeof(OrderBook).Assembly, typeof(OrderLifecycle).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetField("Section") is { IsLiteral: true }),
    ];

    public static string SectionOf(Type options) => (string)options.GetField("Section")!.GetRawConstantValue()!;

    /// <summary>Whether a setting of this name ends up in an options class.</summary>
    /// <param name="name">With a colon or two underscores between its parts.</param>
    public static bool Read(string name)
    {
        var path = name.Replace("__", ":", StringComparison.Ordinal).Split(':');
        return All.Any(options =>
        {
            if (NamedByHand(options).Any(pattern => Fits(pattern.Split(':'), path))) return true;
            var section = SectionOf(options).Split(':');
            return path.Length > section.Length && section.SequenceEqual(path[..section.Length], StringComparer.OrdinalIgnoreCase)
                && Leads(options, path[section.Length..]);
        });
    }

    /// <summary>Names of what is bound otherwise than by properties: <c>Tenants:{tenant}:Keys:0…n</c>.</summary>
    private static IEnumerable<string> NamedByHand(Type options) =>
        options.GetFields().Where(field => field.IsLiteral && field.Name.StartsWith("NameOf", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!);

    private static bool Fits(string[] pattern, string[] path) =>
        pattern.Length == path.Length && pattern.Zip(path).All(part =>
            part.First[0] == '{' || part.First == part.Second || (part.First == "0…n" && int.TryParse(part.Second, out _)));

    /// <summary>Whether the rest of the name leads from the class to a value: by property, by key, by position.</summary>
    private static bool Leads(Type type, string[] path)
    {
        if (path.Length == 0) return true;
        if (type.IsGenericType && type.GetGenericArguments() is [.., var element]) return Leads(element, path[1..]);
        if (type.IsArray) return Leads(type.GetElementType()!, path[1..]);
        var property = type.GetProperty(path[0], BindingFlags.IgnoreCase | BindingFlags.Instance | BindingFlags.Public);
        return property is not null && Leads(property.PropertyType, path[1..]);
    }
}
