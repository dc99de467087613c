using System.Reflection;
using System.Text.RegularExpressions;
using PayFunctions.Infra.Orders;
using PayFunctions.Orders;

namespace PayFunctions.Tests.Bicep;

public partial class SettingNamesTests
{
    /// <summary>What the host and the Azure client libraries read themselves: no options class of ours has it.</summary>
    private static readonly string[] ReadByTheHost = ["AzureWebJobsStorage", "AzureFunctionsJobHost"];

    [Fact]
    public void Every_app_setting_of_the_deployment_is_one_that_an_options_class_reads()
    {
        var names = Setting().Matches(BicepFile.Main.Text).Select(match => Interpolation().Replace(match.Value.Trim('\''), "0"))
            .Where(name => !ReadByTheHost.Contains(name.Split("__")[0])).Distinct().ToArray();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(IsRead(name.Split("__")), $"No options class reads {name}."));
    }

    private static bool IsRead(string[] path) => Options().Any(options =>
    {
        var section = ((string)options.GetField("Section")!.GetRawConstantValue()!).Split(':');
        return path.Length > section.Length && section.SequenceEqual(path[..section.Length], StringComparer.OrdinalIgnoreCase)
            && Leads(options, path[section.Length..]);
    });

    private static IEnumerable<Type> Options() =>
        new[] { typeof(OrderBook).Assembly, typeof(OrderLifecycle).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetField("Section") is { IsLiteral: true });

    /// <summary>Whether the rest of the name leads from the class to a value: by property, by key, by position.</summary>
    private static bool Leads(Type type, string[] path)
    {
        if (path.Length == 0) return true;
        if (type.IsGenericType && type.GetGenericArguments() is [.., var element]) return Leads(element, path[1..]);
        if (type.IsArray) return Leads(type.GetElementType()!, path[1..]);
        var property = type.GetProperty(path[0], BindingFlags.IgnoreCase | BindingFlags.Instance | BindingFlags.Public);
        return property is not null && Leads(property.PropertyType, path[1..]);
    }

    [GeneratedRegex(@"(?<=\s)[A-Z]\w+__\w+(?=:)|'[A-Z]\w+__[^']+'")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Interpolation();
}
