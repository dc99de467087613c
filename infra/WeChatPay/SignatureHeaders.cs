using System.Globalization;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>The <c>Wechatpay-*</c> headers of an answer or a notification, as received; null where one is
/// missing.</summary>
public readonly record struct SignatureHeaders(
    string? Timestamp, string? Nonce, string? Signature, string? Serial, string? SignatureType)
{
    public const string TimestampName = "Wechatpay-Timestamp";
    public const string NonceName = "Wechatpay-Nonce";
    public const string SignatureName = "Wechatpay-Signature";
    public const string SerialName = "Wechatpay-Serial";
    public const string SignatureTypeName = "Wechatpay-Signature-Type";

    /// <summary>One <c>Name: value</c> a line, for keeping beside the message.</summary>
    public string ToLines() => string.Create(
        CultureInfo.InvariantCulture,
        $"{TimestampName}: {Timestamp}\n{NonceName}: {Nonce}\n{SerialName}: {Serial}\n{SignatureName}: {Signature}");
}
