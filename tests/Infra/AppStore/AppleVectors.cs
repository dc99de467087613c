using System.Text.Json;

namespace PayFunctions.Tests.Infra.AppStore;

/// <summary>The published test vectors, read in place. Where they are absent the test is skipped; twins on data of our
/// own run always.</summary>
internal static class AppleVectors
{
    public static JsonElement Json(string file) => JsonDocument.Parse(Text(file)).RootElement;

    public static string Text(string file)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "shared", "protocols", "vectors", "apple", file);
            if (File.Exists(path)) return File.ReadAllText(path);
        }

        Assert.Skip($"shared/protocols/vectors/apple/{file} is not beside the clone.");
        return "";
    }

    public static string String(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
