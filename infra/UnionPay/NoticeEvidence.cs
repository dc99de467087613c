using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.UnionPay;

/// <summary>What a notification proves.</summary>
/// <remarks>
/// A payment that failed proves nothing: the payer may take another card on the same page. Nor does a success with a defect
/// (A6): the query, which the poll plan asks, tells.
/// </remarks>
internal static class NoticeEvidence
{
    /// <returns>Null where it says nothing new of an order.</returns>
    public static Evidence? OfOrder(UnionPayMerchant merchant, in TradeNotice says, ReadOnlyMemory<byte> body)
    {
        if (says.Meaning != RespMeaning.Done) return null;
        OrderEvent? happened = says.Kind switch
        {
            TradeKind.Purchase => OrderEvent.PaymentSucceeded,
            TradeKind.Reversal => OrderEvent.PaymentRevoked,
            TradeKind.Refund or TradeKind.Other => null,
        };
        if (happened is not { } what) return null;
        return new()
        {
            Source = EvidenceSource.Notification,
            Id = $"{says.QueryId}-{says.Word}",
            Event = what,
            At = says.At,
            Attempt = says.Attempt,
            Provider = UnionPayProvider.Name,
            MerchantId = merchant.Id,
            Total = says.Amount,
            TransactionId = what == OrderEvent.PaymentSucceeded ? says.QueryId : says.OriginalQueryId,
            Envelope = body,
        };
    }

    /// <summary>Only a success that names its payment is believed; any other word of a refund says that there is one,
    /// and whoever drives it asks.</summary>
    public static RefundEvidence? OfRefund(UnionPayMerchant merchant, in TradeNotice says, ReadOnlyMemory<byte> body)
    {
        if (says.Kind != TradeKind.Refund) return null;
        var done = says.Meaning == RespMeaning.Done && says.OriginalQueryId is not null;
        return new()
        {
            Source = EvidenceSource.Notification,
            Id = $"{says.QueryId}-{says.Word}",
            RefundId = says.RefundId!,
            Event = done ? RefundEvent.Succeeded : RefundEvent.Accepted,
            At = says.At,
            Provider = UnionPayProvider.Name,
            MerchantId = merchant.Id,
            TransactionId = says.OriginalQueryId,
            ProviderRefundId = says.QueryId,
            Amount = done ? says.Amount : null,
            Envelope = body,
        };
    }
}
