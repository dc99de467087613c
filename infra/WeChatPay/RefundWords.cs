using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>WeChat Pay's words for a refund's state (<c>status</c>, in notifications <c>refund_status</c>).</summary>
internal static class RefundWords
{
    /// <returns>False for a word that is not documented: an error that names it, never a default.</returns>
    public static bool TryRead(ReadOnlySpan<byte> word, out RefundEvent happened)
    {
        RefundEvent? read = word switch
        {
            _ when word.SequenceEqual("SUCCESS"u8) => RefundEvent.Succeeded,
            _ when word.SequenceEqual("CLOSED"u8) => RefundEvent.Closed,
            _ when word.SequenceEqual("PROCESSING"u8) => RefundEvent.Accepted,
            _ when word.SequenceEqual("ABNORMAL"u8) => RefundEvent.Abnormal,
            _ => null,
        };
        happened = read.GetValueOrDefault();
        return read is not null;
    }
}
