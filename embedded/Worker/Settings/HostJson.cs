using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Settings;

/// <summary>host.json as the host reads it; <c>AzureFunctionsJobHost__…</c> variables override its values.</summary>
internal sealed class HostJson
{
    private const string Section = "AzureFunctionsJobHost:";

    private HostJson(IConfiguration values) => Values = values;

    /// <summary>The file's values with the overrides on top.</summary>
    public IConfiguration Values { get; }

    public string RoutePrefix => Values["extensions:http:routePrefix"] ?? "api";

    /// <param name="localValues">The Values of local.settings.json: they too may hold the overrides.</param>
    public static HostJson Read(string contentRoot, IReadOnlyDictionary<string, string?> localValues)
    {
        var path = Path.Combine(contentRoot, "host.json");
        if (!File.Exists(path))
            throw new InvalidOperationException($"{path} is missing. The smallest one is {{ \"version\": \"2.0\" }}.");
        try
        {
            var values = new ConfigurationBuilder()
                .AddJsonStream(new MemoryStream(File.ReadAllBytes(path)))
                .AddInMemoryCollection(Overrides(localValues))
                .AddEnvironmentVariables("AzureFunctionsJobHost__")
                .Build();
            if (values["version"] != "2.0")
                throw new InvalidOperationException(
                    $"{path}: \"version\" must be \"2.0\", it is \"{values["version"]}\".");
            return new HostJson(values);
        }
        catch (Exception e) when ((e as JsonException ?? e.InnerException as JsonException) is { } json)
        {
            throw new InvalidOperationException($"{path}, line {json.LineNumber + 1}: {json.Message}", e);
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Overrides(IReadOnlyDictionary<string, string?> values) =>
        from value in values
        where value.Key.StartsWith(Section, StringComparison.OrdinalIgnoreCase)
        select KeyValuePair.Create(value.Key[Section.Length..], value.Value);
}
