using System.Globalization;
using System.Reflection;
using System.Text;
using PayFunctions.Infra.Orders;
using PayFunctions.Orders;

namespace PayFunctions.Sandbox.Docs;

/// <summary>
/// <c>docs/settings.md</c>: every setting that an options class reads, with its default and its own words.
/// </summary>
internal static class SettingsDoc
{
    public static string Write()
    {
        var text = new StringBuilder(GeneratedDocs.Note);
        text.Append("""
            # Settings

            Read from the environment (`WeChatPay__Merchants__1900000001__AppId`) or from `local.settings.json` (`Values`,
            `"WeChatPay:Merchants:1900000001:AppId"`); [local.settings.sample.json](../local.settings.sample.json) is one to copy.
            All are checked at the start: what is missing or unreadable stops it with the setting's name, where it is read and an
            example, a line each, and exit code 1. Times are `[d.]hh:mm:ss[.fff]`. A default of *none* is either needed (then the
            start says so) or optional (then the words say what goes without it). Secrets are never settings in Azure: a Key Vault
            reference stands in their place ([deploy.md](deploy.md)).

            ## What the host and the engine read

            | setting | default | |
            | --- | --- | --- |
            | `AzureWebJobsStorage` | none | Storage account of the host, and of orders unless `Storage:Orders` names others: a connection string, or `__accountName` / `__tableServiceUri` with an identity. |
            | `FunctionKeys:{name}` | one is made and printed | Keys that open the merchant API when the app runs without Azure; Azure keeps its own. |
            | `Durable:Journal` | `.payfunctions/journal` | Folder of the engine's journal when the app runs without Azure. |

            """);
        foreach (var options in Classes())
        {
            var section = SectionOf(options);
            text.Append(CultureInfo.InvariantCulture, $"\n## {section}\n\n{XmlWords.Of(options)}\n\n");
            text.Append("| setting | default | |\n| --- | --- | --- |\n");
            Append(text, section, options);
        }

        return text.ToString();
    }

    private static IEnumerable<Type> Classes() =>
        new[] { typeof(OrderBook).Assembly, typeof(OrderLifecycle).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetField("Section") is { IsLiteral: true }).OrderBy(SectionOf, StringComparer.Ordinal);

    private static string SectionOf(Type options) => (string)options.GetField("Section")!.GetRawConstantValue()!;

    private static void Append(StringBuilder text, string path, Type options)
    {
        var defaults = Activator.CreateInstance(options);
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;
        foreach (var property in options.GetProperties(own))
        {
            var (name, type) = ($"{path}:{property.Name}", property.PropertyType);
            if (options.GetField($"NameOf{property.Name}") is { IsLiteral: true } named)
                AppendRow(text, (string)named.GetRawConstantValue()!, "none", property);
            else if (ElementOf(type) is { } element && !IsValue(element.Type))
                Append(text, name + element.Suffix, element.Type);
            else if (ElementOf(type) is { } listed) AppendRow(text, name + listed.Suffix, "none", property);
            else if (IsValue(type)) AppendRow(text, name, Literal(property.GetValue(defaults)), property);
            else Append(text, name, type);
        }
    }

    private static void AppendRow(StringBuilder text, string name, string initially, PropertyInfo property) =>
        text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {initially} | {XmlWords.Of(property)} |\n");

    /// <summary>What a dictionary or list holds, and how its place is written in a setting's name.</summary>
    private static (Type Type, string Suffix)? ElementOf(Type type)
    {
        if (type == typeof(string)) return null;
        if (type.IsArray) return (type.GetElementType()!, ":0…n");
        if (!type.IsGenericType) return null;
        return type.GetGenericArguments() switch
        {
            [_, var value] when ElementOf(value) is { } inner => (inner.Type, ":{name}" + inner.Suffix),
            [_, var value] => (value, ":{name}"),
            [var item] when Nullable.GetUnderlyingType(type) is null => (item, ":0…n"),
            _ => null,
        };
    }

    private static bool IsValue(Type type) =>
        type.IsValueType || type == typeof(string) || type == typeof(Uri);

    private static string Literal(object? value) => value switch
    {
        null or "" => "none",
        bool truth => truth ? "`true`" : "`false`",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        var other => $"`{other}`",
    };
}
