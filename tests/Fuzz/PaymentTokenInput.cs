using System.Text.Json.Nodes;
using PayFunctions.Infra.ApplePay;

namespace PayFunctions.Tests.Fuzz;

/// <summary>A token of Apple Pay as its fields are read: those that are texts.</summary>
internal sealed record PaymentTokenInput(JsonObject Json)
{
    public PaymentToken Token => new()
    {
        Version = Text(Json["version"]),
        Data = Text(Json["data"]),
        Signature = Text(Json["signature"]),
        EphemeralPublicKey = Text(Header("ephemeralPublicKey")),
        WrappedKey = Text(Header("wrappedKey")),
        PublicKeyHash = Text(Header("publicKeyHash")),
        TransactionId = Text(Header("transactionId")),
        ApplicationData = Text(Header("applicationData")),
    };

    public override string ToString() => Json.ToJsonString();

    private JsonNode? Header(string name) => (Json["header"] as JsonObject)?[name];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
