using System.Text.Json;

namespace Microsoft.Azure.Functions.Worker.Settings;

/// <summary>local.settings.json as Core Tools reads it: its flat Values become settings beneath the environment's own.</summary>
internal static class LocalSettings
{
    public const string FileName = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static IReadOnlyDictionary<string, string?> Read(string contentRoot)
    {
        var path = Path.Combine(contentRoot, FileName);
        if (!File.Exists(path)) return new Dictionary<string, string?>();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            if (document.RootElement.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.GetBoolean())
                throw new InvalidOperationException($"{path} is encrypted. Run 'func settings decrypt' in its folder.");
            return document.RootElement.TryGetProperty("Values", out var values)
                ? values.EnumerateObject().ToDictionary(
                    value => value.Name.Replace("__", ":", StringComparison.Ordinal), value => Text(path, value),
                    StringComparer.OrdinalIgnoreCase)
                : [];
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{path}, line {e.LineNumber + 1}: {e.Message}", e);
        }
    }

    private static string? Text(string path, JsonProperty value) => value.Value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => throw new InvalidOperationException(
            $"{path}: \"Values\" is flat; write \"{value.Name}:…\" instead of a nested \"{value.Name}\"."),
        JsonValueKind.Null => null,
        _ => value.Value.ToString(),
    };
}
