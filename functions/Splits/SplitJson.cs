using System.Text.Json;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Splits;
using PayFunctions.Edge;

namespace PayFunctions.Splits;

/// <summary>Splits as merchants see them.</summary>
internal static class SplitJson
{
    public static byte[] Of(Split split) => Json.Write(split, Write);

    public static void Write(Utf8JsonWriter json, Split split)
    {
        json.WriteStartObject();
        json.WriteString("splitId"u8, split.Id);
        json.WriteString("state"u8, split.State.ToString());
        json.WriteString("number"u8, split.Number);
        json.WriteString("transactionId"u8, split.TransactionId);
        json.WriteStartArray("receivers"u8);
        foreach (var share in split.Shares)
        {
            json.WriteStartObject();
            json.WriteString("account"u8, share.Account);
            json.WriteMoney("amount"u8, share.Amount);
            json.WriteString("result"u8, share.Result.ToString());
            if (share.Reason is { } reason) json.WriteString("reason"u8, reason);
            WriteFailure(json, share.Failure);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteMoney("rest"u8, split.Rest);
        json.WriteBoolean("unfreezeRest"u8, split.UnfreezeRest);
        if (split.ProviderId is { } provider) json.WriteString("providerSplitId"u8, provider);
        json.WriteTime("requestedAt"u8, split.RequestedAt);
        if (split.EndedAt is { } ended) json.WriteTime("endedAt"u8, ended);
        if (split.Code is { } code) json.WriteString("code"u8, code);
        json.WriteStartArray("returns"u8);
        foreach (var given in split.Returns) Write(json, given);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static byte[] Of(ShareReturn given) => Json.Write(given, Write);

    private static void Write(Utf8JsonWriter json, ShareReturn given)
    {
        json.WriteStartObject();
        json.WriteString("returnId"u8, given.Id);
        json.WriteString("state"u8, given.State.ToString());
        json.WriteString("number"u8, given.Number);
        json.WriteString("account"u8, given.Account);
        json.WriteMoney("amount"u8, given.Amount);
        if (given.ProviderId is { } provider) json.WriteString("providerReturnId"u8, provider);
        json.WriteTime("requestedAt"u8, given.RequestedAt);
        if (given.EndedAt is { } ended) json.WriteTime("endedAt"u8, ended);
        if (given.Code is { } code) json.WriteString("code"u8, code);
        WriteFailure(json, given.Failure);
        json.WriteEndObject();
    }

    /// <summary>Why it did not go, in the words of docs/errors.md.</summary>
    private static void WriteFailure(Utf8JsonWriter json, FailureCode? code)
    {
        if (code is null) return;
        var failure = FailureCatalogue.Of(code.Value);
        json.WriteStartObject("failure"u8);
        json.WriteString("code"u8, failure.Word);
        json.WriteBoolean("retryable"u8, failure.Retryable);
        json.WriteString("acts"u8, failure.ActsWord);
        json.WriteEndObject();
    }
}
