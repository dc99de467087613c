using System.Text.Json;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reversals;
using PayFunctions.Edge;
using PayFunctions.Infra.Healing;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Refunds;
using PayFunctions.Splits;

namespace PayFunctions.Orders;

/// <summary>Orders as merchants see them.</summary>
internal static class OrderJson
{
    public static byte[] Created(Order order) => Json.Write(order, static (json, order) =>
    {
        json.WriteStartObject();
        json.WriteString("orderId"u8, order.Key.OrderId);
        json.WriteString("state"u8, order.State.ToString());
        json.WriteMoney("total"u8, order.Total);
        json.WriteTime("expiresAt"u8, order.ExpiresAt);
        if (order.Asked is not null) WriteRoute(json, order.Face);
        WritePayment(json, order);
        json.WriteEndObject();
    });

    public static byte[] State(Order order) => Json.Write(order, static (json, order) =>
    {
        json.WriteStartObject();
        json.WriteString("orderId"u8, order.Key.OrderId);
        json.WriteString("state"u8, order.State.ToString());
        if (order.Reversal is { } reversal) WriteReversal(json, reversal);
        json.WriteEndObject();
    });

    public static byte[] Story(OrderStory story) => Json.Write(story, static (json, story) =>
    {
        var order = story.Order;
        json.WriteStartObject();
        json.WriteString("orderId"u8, order.Key.OrderId);
        json.WriteString("state"u8, order.State.ToString());
        json.WriteString("channel"u8, order.Channel);
        json.WriteString("method"u8, order.Method);
        json.WriteString("merchantId"u8, order.MerchantId);
        json.WriteString("description"u8, order.Description);
        json.WriteMoney("total"u8, order.Total);
        json.WriteMoney("paid"u8, order.Paid);
        json.WriteMoney("refunded"u8, order.Refunded);
        if (order.Sharing != SharingState.None) WriteSharing(json, order);
        if (order.TopUp is { } account) json.WriteString("topUp"u8, account);
        if (order.Reversal is { } reversal) WriteReversal(json, reversal);
        if (order.TransactionId is { } transaction) json.WriteString("transactionId"u8, transaction);
        json.WriteTime("createdAt"u8, order.CreatedAt);
        json.WriteTime("expiresAt"u8, order.ExpiresAt);
        if (TraceColumn.Read(order.Trace) is var trace && trace != default) json.WriteString("traceId"u8, trace.TraceId.ToHexString());
        if (order.PaidAt is { } paidAt) json.WriteTime("paidAt"u8, paidAt);
        WritePayment(json, order);
        json.WriteStartArray("refunds"u8);
        foreach (var refund in story.Refunds) RefundJson.Write(json, refund);
        json.WriteEndArray();
        if (order.Sharing != SharingState.None)
        {
            json.WriteStartArray("splits"u8);
            foreach (var split in story.Splits) SplitJson.Write(json, split);
            json.WriteEndArray();
        }

        if (order.OtherAttempts is not null) WriteAttempts(json, order);
        WriteTimeline(json, story);
        if (story.Heals.Count > 0) WriteHeals(json, story.Heals);
        json.WriteEndObject();
    });

    public static byte[] Ledger(OrderStory story) => Json.Write(story, static (json, story) =>
    {
        json.WriteStartObject();
        json.WriteString("orderId"u8, story.Order.Key.OrderId);
        json.WriteStartArray("postings"u8);
        foreach (var posting in story.Postings) WritePosting(json, posting);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteSharing(Utf8JsonWriter json, Order order)
    {
        json.WriteString("sharing"u8, order.Sharing.ToString());
        json.WriteMoney("shared"u8, order.Shared);
        json.WriteMoney("shareReserved"u8, order.ShareReserved);
        if (order.SettleAfterSeconds is not { } seconds) return;
        json.WriteStartObject("settlement"u8);
        json.WriteNumber("afterSeconds"u8, seconds);
        if (order.SettlesAt is { } at) json.WriteTime("at"u8, at);
        json.WriteEndObject();
    }

    private static void WriteReversal(Utf8JsonWriter json, Reversal reversal)
    {
        json.WriteStartObject("reversal"u8);
        json.WriteString("state"u8, reversal.State.ToString());
        json.WriteString("reason"u8, reversal.Reason);
        json.WriteTime("requestedAt"u8, reversal.RequestedAt);
        if (reversal.Code is { } code) json.WriteString("code"u8, code);
        json.WriteEndObject();
    }

    private static void WriteHeals(Utf8JsonWriter json, IReadOnlyList<Heal> heals)
    {
        json.WriteStartArray("heals"u8);
        foreach (var heal in heals)
        {
            json.WriteStartObject();
            json.WriteTime("at"u8, heal.At);
            json.WriteString("kind"u8, heal.Kind.ToString());
            json.WriteString("cause"u8, heal.Cause);
            json.WriteString("evidence"u8, heal.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Which way the router has it go.</summary>
    private static void WriteRoute(Utf8JsonWriter json, OrderAttempt attempt)
    {
        json.WriteString("channel"u8, attempt.Channel);
        json.WriteString("method"u8, attempt.Method);
        json.WriteString("merchantId"u8, attempt.MerchantId);
    }

    private static void WriteAttempts(Utf8JsonWriter json, Order order)
    {
        json.WriteStartArray("attempts"u8);
        foreach (var attempt in order.Others.Append(order.Face).OrderBy(one => one.Number))
        {
            json.WriteStartObject();
            json.WriteNumber("attempt"u8, attempt.Number);
            json.WriteString("outTradeNo"u8, AttemptNumber.Of(order.Key.OrderId, attempt.Number));
            WriteRoute(json, attempt);
            if (attempt.Number != order.Attempt) json.WriteBoolean("closed"u8, attempt.IsClosed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What the payer needs, for as long as paying is possible.</summary>
    private static void WritePayment(Utf8JsonWriter json, Order order)
    {
        if (order is not { State: OrderState.AwaitingPayment, Offer: { } offer }) return;
        json.WriteStartObject("payment"u8);
        switch (offer.Kind)
        {
            case OfferKind.Code:
                json.WriteString("codeUrl"u8, offer.Value);
                break;
            case OfferKind.Page:
                json.WriteString($"{order.Method}Url", offer.Value);
                break;
            case OfferKind.CallUp:
                json.WriteString("prepayId"u8, offer.Value);
                json.WritePropertyName(order.Method);
                json.WriteRawValue(offer.Parameters!);
                break;
            case OfferKind.OrderString:
                json.WriteString("orderString"u8, offer.Value);
                break;
            case OfferKind.Form:
                json.WriteStartObject("form"u8);
                json.WriteString("action"u8, offer.Value);
                json.WritePropertyName("fields"u8);
                json.WriteRawValue(offer.Parameters!);
                json.WriteEndObject();
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteTimeline(Utf8JsonWriter json, OrderStory story)
    {
        json.WriteStartArray("timeline"u8);
        json.WriteStartObject();
        json.WriteTime("at"u8, story.Order.CreatedAt);
        json.WriteString("event"u8, "Created"u8);
        json.WriteString("source"u8, nameof(EvidenceSource.Merchant));
        json.WriteEndObject();
        foreach (var entry in story.Timeline)
        {
            json.WriteStartObject();
            json.WriteTime("at"u8, entry.At);
            json.WriteString("event"u8, entry.Event);
            json.WriteString("source"u8, entry.Source.ToString());
            json.WriteString("id"u8, entry.Id);
            json.WriteTime("recordedAt"u8, entry.RecordedAt);
            json.WriteString("from"u8, entry.From);
            json.WriteString("to"u8, entry.To);
            if (entry.Channel is { } channel) json.WriteString("channel"u8, channel);
            if (entry.RefundId is { } refund) json.WriteString("refundId"u8, refund);
            if (entry.SplitId is { } split) json.WriteString("splitId"u8, split);
            if (entry.ReturnId is { } given) json.WriteString("returnId"u8, given);
            if (entry.Code is { } code) json.WriteString("code"u8, code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePosting(Utf8JsonWriter json, Posting posting)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence"u8, posting.Sequence);
        json.WriteTime("at"u8, posting.At);
        json.WriteString("kind"u8, posting.Kind);
        json.WriteStartArray("entries"u8);
        foreach (var entry in posting.Entries)
        {
            json.WriteStartObject();
            json.WriteString("account"u8, entry.Account);
            json.WriteNumber("debit"u8, entry.Debit);
            json.WriteNumber("credit"u8, entry.Credit);
            json.WriteString("currency"u8, entry.Currency.Code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
