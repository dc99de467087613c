using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>An answer before it is signed.</summary>
/// <param name="FinerCode">The digits after the last <c>-</c> of Request-ID.</param>
/// <param name="IsFile">A file: not signed, and no JSON.</param>
internal sealed record SimulatedAnswer(int Status, byte[] Body, string FinerCode = "0", bool IsFile = false)
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly SimulatedAnswer NoContent = new(204, []);

    /// <summary>What was asked is done, and its answer never arrives.</summary>
    public static readonly SimulatedAnswer Lost = new(0, []);

    public static SimulatedAnswer Ok(JsonNode body) => new(200, Bytes(body));

    public static SimulatedAnswer File(byte[] body) => new(200, body, IsFile: true);

    public static SimulatedAnswer Error(int status, string code, string message, string finerCode = "0") =>
        new(status, Bytes(new JsonObject { ["code"] = code, ["message"] = message }), finerCode);

    public static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Json);
}
