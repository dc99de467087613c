using System.Text.Json;
using PayFunctions.Edge;

namespace PayFunctions.OperatorConsole;

/// <param name="Person">Null: a key that no person is known by; it may do everything.</param>
/// <param name="Channels">Those of the app.</param>
/// <param name="Reconciled">The tenant's channels that there are bills of.</param>
internal sealed record Caller(string Tenant, Person? Person, IReadOnlyList<string> Channels, IReadOnlyList<string> Reconciled);

internal static class WhoAmIJson
{
    public static byte[] Write(Caller caller) => Json.Write(caller, static (json, caller) =>
    {
        json.WriteStartObject();
        json.WriteString("tenant"u8, caller.Tenant);
        json.WriteString("role"u8, (caller.Person?.Role ?? Role.Operator).ToString());
        if (caller.Person is { } person) json.WriteString("name"u8, person.Name);
        json.WriteBoolean("seesApp"u8, caller.Tenant == Callers.Default);
        Names(json, "channels", caller.Channels);
        Names(json, "reconciled", caller.Reconciled);
        json.WriteEndObject();
    });

    private static void Names(Utf8JsonWriter json, string name, IReadOnlyList<string> names)
    {
        json.WriteStartArray(name);
        foreach (var one in names) json.WriteStringValue(one);
        json.WriteEndArray();
    }
}
