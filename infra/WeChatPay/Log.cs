using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Log lines of the WeChat Pay adapter: event ids 2000 to 2099.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Warning, "Callback for {MerchantId} refused: {Code}; serial {Serial}. See {Anchor}.",
        EventName = "CallbackRefused")]
    public static partial void Refused(ILogger log, string merchantId, string code, string? serial, string anchor);

    [LoggerMessage(2001, LogLevel.Warning,
        "Callback for {MerchantId} refused: {Code}; its clock is {SkewSeconds} s from ours. See {Anchor}.")]
    public static partial void RefusedStale(
        ILogger log, string merchantId, string code, double? skewSeconds, string anchor);

    [LoggerMessage(2002, LogLevel.Information,
        "Signature probe for {MerchantId} refused, as it should be: WeChat Pay tests that signatures are checked. " +
        "See {Anchor}.")]
    public static partial void Probe(ILogger log, string merchantId, string anchor);

    [LoggerMessage(2003, LogLevel.Error,
        "Callback for {MerchantId} refused: {Code}; serial {Serial} is the merchant's own certificate. " +
        "A platform certificate or the WeChat Pay public key verifies callbacks. See {Anchor}.")]
    public static partial void MerchantSerialUsed(
        ILogger log, string merchantId, string code, string? serial, string anchor);

    [LoggerMessage(2004, LogLevel.Error,
        "Callback for {MerchantId} refused: {Code}; serial {Serial} belongs to the other key mode or another key. " +
        "Compare it with PublicKeyId. See {Anchor}.")]
    public static partial void WrongKeyMode(
        ILogger log, string merchantId, string code, string? serial, string anchor);

    [LoggerMessage(2005, LogLevel.Error,
        "Callback for {MerchantId} refused: {Code}; the body shows traces of having been parsed and written again " +
        "before it came here. See {Anchor}.")]
    public static partial void BodyAltered(ILogger log, string merchantId, string code, string anchor);

    [LoggerMessage(2006, LogLevel.Error,
        "A verified message for {MerchantId} has the word {Word}, which is not documented; " +
        "WeChat Pay keeps sending it.")]
    public static partial void UnknownWord(ILogger log, string merchantId, string? word);

    [LoggerMessage(
        2007, LogLevel.Information, "Callback for {MerchantId} of type {EventType} acknowledged; nothing to apply.")]
    public static partial void NotAboutAnOrder(ILogger log, string merchantId, string eventType);

    [LoggerMessage(2020, LogLevel.Information, "Platform certificates of {MerchantId} read: {Count} keys in the ring.")]
    public static partial void CertificatesRead(ILogger log, string merchantId, int count);

    [LoggerMessage(2022, LogLevel.Information,
        "Platform certificates of {MerchantId} are not offered ({Why}); the configured public key verifies.")]
    public static partial void CertificatesNotOffered(ILogger log, string merchantId, string why);

    [LoggerMessage(
        2023, LogLevel.Warning, "A platform certificate of {MerchantId}, serial {Serial}, is left out: {Why}.")]
    public static partial void CertificateLeftOut(ILogger log, string merchantId, string serial, string why);

    [LoggerMessage(2024, LogLevel.Warning,
        "WeChatPay:PlatformIssuer is not set: who issued the platform certificates is not checked.")]
    public static partial void IssuerNotConfigured(ILogger log);

    [LoggerMessage(2025, LogLevel.Warning,
        "The private key of {MerchantId} is in the settings: for development. Keep it in a Key Vault and set " +
        "PrivateKey to certificate:NAME, secret:NAME or file:PATH.")]
    public static partial void KeyInSettings(ILogger log, string merchantId);

    [LoggerMessage(2026, LogLevel.Error,
        "The private key of {MerchantId} was not found under {Name} ({Why}); asking again. What was found before " +
        "stays in use.")]
    public static partial void KeyNotFound(ILogger log, string merchantId, string name, string why);

    [LoggerMessage(2027, LogLevel.Information, "Requests of {MerchantId} are signed under serial {Serial} from now on.")]
    public static partial void KeyFound(ILogger log, string merchantId, string serial);

    [LoggerMessage(2040, LogLevel.Warning,
        "WeChat Pay's answer to {Operation} for {MerchantId} is not trusted: {Code}. See {Anchor}.",
        EventName = "AnswerNotTrusted")]
    public static partial void AnswerNotTrusted(
        ILogger log, string operation, string merchantId, string code, string anchor);

    [LoggerMessage(2041, LogLevel.Warning,
        "WeChat Pay answered {Operation} for {MerchantId} with {Status} {Code}; request id {RequestId}.")]
    public static partial void AnswerIsAnError(
        ILogger log, string operation, string merchantId, int status, string? code, string? requestId);
}
