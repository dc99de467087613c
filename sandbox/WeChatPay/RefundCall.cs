using System.Text.Json;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>The body of a refund's call, read as strictly as the provider does.</summary>
internal sealed record RefundCall(
    string TransactionId, string OutRefundNo, string NotifyUrl, string Reason, long Amount, long Total)
{
    private const string NumberCharacters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-|*@";

    /// <returns>The call, or the field that is wrong.</returns>
    public static (RefundCall? Call, string? Problem) Read(byte[] body)
    {
        if (ProviderDoor.ReadJson(body) is not { ValueKind: JsonValueKind.Object } json) return (null, "not an object");
        var amount = json.TryGetProperty("amount", out var found) ? found : default;
        var (number, transaction) = (Text(json, "out_refund_no"), Text(json, "transaction_id"));
        var (refund, total) = (Whole(amount, "refund"), Whole(amount, "total"));
        var problem =
            number.Length is < 1 or > 64 || !number.All(NumberCharacters.Contains) ? "out_refund_no"
            : transaction.Length is < 1 or > 32 ? "transaction_id"
            : System.Text.Encoding.UTF8.GetByteCount(Text(json, "reason")) > 80 ? "reason: longer than 80 bytes"
            : refund is not >= 1 ? "amount.refund"
            : total is not >= 1 ? "amount.total"
            : Text(amount, "currency") != "CNY" ? "amount.currency"
            : null;
        return problem is not null
            ? (null, problem)
            : (new(transaction, number, Text(json, "notify_url"), Text(json, "reason"), refund!.Value, total!.Value),
                null);
    }

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static long? Whole(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole)
            ? whole
            : null;
}
