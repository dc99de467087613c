using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.Alipay;

/// <summary>Log lines of the Alipay adapter: event ids 2100 to 2199.</summary>
internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Warning, "Alipay callback refused: {Code}; app_id {AppId}. See {Anchor}.",
        EventName = "CallbackRefused")]
    public static partial void Refused(ILogger log, string appId, string code, string anchor);

    [LoggerMessage(2101, LogLevel.Error,
        "A verified Alipay callback for {AppId} has the trade_status {Word}, which is not documented; Alipay keeps " +
        "sending it.")]
    public static partial void UnknownWord(ILogger log, string appId, string? word);

    [LoggerMessage(2102, LogLevel.Information,
        "Alipay callback for {AppId} of type {NotifyType} acknowledged; nothing to apply.")]
    public static partial void NotAboutATrade(ILogger log, string appId, string notifyType);

    [LoggerMessage(2103, LogLevel.Error,
        "A verified Alipay callback for {AppId} names the seller {SellerId}, which is not the one that is configured.")]
    public static partial void OtherSeller(ILogger log, string appId, string sellerId);

    [LoggerMessage(2120, LogLevel.Warning,
        "Alipay's certificate {Serial} of {AppId} can't be held to RootCertificates: {Issuer} is not in " +
        "AlipayCertificate. It is trusted for being configured.")]
    public static partial void IssuerMissing(ILogger log, string appId, string serial, string issuer);

    [LoggerMessage(2121, LogLevel.Warning, "A certificate of Alipay's for {AppId} is not taken: {Why}.")]
    public static partial void CertificateNotTaken(ILogger log, string appId, string? why);

    [LoggerMessage(2140, LogLevel.Warning,
        "Alipay's answer to {Operation} for {AppId} is not trusted: {Code}.", EventName = "AnswerNotTrusted")]
    public static partial void AnswerNotTrusted(ILogger log, string operation, string appId, string code);

    [LoggerMessage(2141, LogLevel.Warning,
        "Alipay answered {Operation} for {AppId} with {Code} {SubCode}.")]
    public static partial void AnswerIsAnError(ILogger log, string operation, string appId, string? code, string? subCode);

    [LoggerMessage(2142, LogLevel.Error,
        "Alipay answered {Operation} for {AppId} with {Code} {SubCode}, which is not documented: taken for an unknown " +
        "outcome.")]
    public static partial void UnknownError(ILogger log, string operation, string appId, string? code, string? subCode);
}
