using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PayFunctions.Sandbox.Docs;

/// <summary>The summaries that the compiler wrote beside each assembly.</summary>
internal static partial class XmlWords
{
    private static readonly Dictionary<Assembly, Dictionary<string, XElement>> Read = [];

    public static string Of(Type type) => Summary(type.Assembly, $"T:{type.FullName}");

    public static string Of(PropertyInfo property) =>
        Summary(property.DeclaringType!.Assembly, $"P:{property.DeclaringType.FullName}.{property.Name}");

    private static string Summary(Assembly assembly, string member)
    {
        if (!Read.TryGetValue(assembly, out var members))
        {
            var path = Path.ChangeExtension(assembly.Location, ".xml");
            members = XDocument.Load(path).Descendants("member").ToDictionary(one => (string)one.Attribute("name")!);
            Read[assembly] = members;
        }

        var summary = members.GetValueOrDefault(member)?.Element("summary");
        return summary is null ? "" : Spaces().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim();
    }

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value.Replace("|", "\\|", StringComparison.Ordinal),
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "paramref" } see =>
            $"`{((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? (string?)see.Attribute("name") ?? "").Split('.')[^1]}`",
        XElement other => string.Concat(other.Nodes().Select(Markdown)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
