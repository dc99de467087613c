namespace PayFunctions.Infra.WeChatPay;

/// <summary>The <c>Wechatpay-*</c> headers of an answer or a notification, as received; null where one is missing.</summary>
public readonly record struct SignatureHeaders(
    string? Timestamp, string? Nonce, string? Signature, string? Serial, string? SignatureType)
{
    public const string TimestampName = "Wechatpay-Timestamp";
    public const string NonceName = "Wechatpay-Nonce";
    public const string SignatureName = "Wechatpay-Signature";
    public const string SerialName = "Wechatpay-Serial";
    public const string SignatureTypeName = "Wechatpay-Signature-Type";
}
