using System.Text.Json;
using PayFunctions.Core.Refunds;
using PayFunctions.Edge;

namespace PayFunctions.Refunds;

/// <summary>Refunds as merchants see them.</summary>
internal static class RefundJson
{
    public static byte[] Of(Refund refund) => Json.Write(refund, Write);

    public static void Write(Utf8JsonWriter json, Refund refund)
    {
        json.WriteStartObject();
        json.WriteString("refundId"u8, refund.Id);
        json.WriteString("state"u8, refund.State.ToString());
        json.WriteMoney("amount"u8, refund.Amount);
        json.WriteString("cause"u8, refund.Cause.ToString());
        json.WriteString("transactionId"u8, refund.TransactionId);
        if (refund.ProviderRefundId is { } provider) json.WriteString("providerRefundId"u8, provider);
        if (refund.Reason is { } reason) json.WriteString("reason"u8, reason);
        json.WriteTime("requestedAt"u8, refund.RequestedAt);
        if (refund.EndedAt is { } ended) json.WriteTime("endedAt"u8, ended);
        if (refund.Code is { } code) json.WriteString("code"u8, code);
        json.WriteEndObject();
    }
}
