using System.Text.Json;

namespace Microsoft.Azure.Functions.Worker.Settings;

/// <summary>local.settings.json as Core Tools reads it: its Values are settings beneath the environment's.</summary>
/// <param name="Values">By name, with ":" between sections.</param>
/// <param name="Port">Host.LocalHttpPort: where the app listens when no --port says otherwise.</param>
internal sealed record LocalSettings(IReadOnlyDictionary<string, string?> Values, int? Port)
{
    public const string FileName = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static LocalSettings Read(string contentRoot)
    {
        var path = Path.Combine(contentRoot, FileName);
        if (!File.Exists(path)) return new(new Dictionary<string, string?>(), null);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return Read(path, document.RootElement);
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{path}, line {e.LineNumber + 1}: {e.Message}", e);
        }
    }

    private static LocalSettings Read(string path, JsonElement root)
    {
        if (Section(root, "IsEncrypted", JsonValueKind.True) is not null)
            throw new InvalidOperationException($"{path} is encrypted. Run 'func settings decrypt' in its folder.");
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (Section(root, "Values", JsonValueKind.Object) is { } section)
        {
            foreach (var value in section.EnumerateObject())
                values[value.Name.Replace("__", ":", StringComparison.Ordinal)] = Text(path, value);
        }

        var port = Section(root, "Host", JsonValueKind.Object) is { } host
            ? Section(host, "LocalHttpPort", JsonValueKind.Number)?.GetUInt16()
            : null;
        return new(values, port);
    }

    private static JsonElement? Section(JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out var found)
        && found.ValueKind == kind
            ? found
            : null;

    private static string? Text(string path, JsonProperty value) => value.Value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => throw new InvalidOperationException(
            $"{path}: \"Values\" is flat; write \"{value.Name}:…\" instead of a nested \"{value.Name}\"."),
        JsonValueKind.Null => null,
        _ => value.Value.ToString(),
    };
}
