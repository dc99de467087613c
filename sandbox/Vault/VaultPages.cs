using System.Globalization;
using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Vault;

/// <summary>A long list in parts, each with the address of the next.</summary>
internal static class VaultPages
{
    /// <summary>No page is longer, whatever is asked for.</summary>
    public const int Longest = 25;

    public static JsonObject Page(
        IReadOnlyCollection<JsonObject> all, Uri address, int pageSize, Func<string, string?> query)
    {
        var start = int.Parse(query("$skiptoken") ?? "0", CultureInfo.InvariantCulture);
        var asked = int.Parse(query("maxresults") ?? $"{Longest}", CultureInfo.InvariantCulture);
        if (asked is < 1 or > Longest) throw VaultRefusal.Bad($"maxresults must be 1 to {Longest}.");
        var count = Math.Min(asked, pageSize);

        var next = start + count < all.Count
            ? $"{address}?api-version={query("api-version")}&$skiptoken={start + count}&maxresults={asked}"
            : null;
        return new()
        {
            ["value"] = new JsonArray([.. all.Skip(start).Take(count)]),
            ["nextLink"] = next,
        };
    }
}
