using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Log lines of the UnionPay adapter: event ids 2300 to 2349.</summary>
internal static partial class Log
{
    [LoggerMessage(2300, LogLevel.Warning, "UnionPay callback refused: {Code}; merId {MerchantId}. See {Anchor}.",
        EventName = "CallbackRefused")]
    public static partial void Refused(ILogger log, string merchantId, string code, string anchor);

    [LoggerMessage(2301, LogLevel.Error,
        "A verified UnionPay callback for {MerchantId} has the respCode {Word}, which is not documented; UnionPay sends it " +
        "again.")]
    public static partial void UnknownWord(ILogger log, string merchantId, string? word);

    [LoggerMessage(2302, LogLevel.Information,
        "UnionPay callback for {MerchantId} of txnType {TransactionType}, respCode {Word}, acknowledged; nothing to apply.")]
    public static partial void NothingToApply(ILogger log, string merchantId, string transactionType, string? word);

    [LoggerMessage(2320, LogLevel.Warning,
        "UnionPay's answer to {Operation} for {MerchantId} is not trusted: {Code}.", EventName = "AnswerNotTrusted")]
    public static partial void AnswerNotTrusted(ILogger log, string operation, string merchantId, string code);

    [LoggerMessage(2321, LogLevel.Warning, "UnionPay answered {Operation} for {MerchantId} with {Code}.")]
    public static partial void AnswerIsAnError(ILogger log, string operation, string merchantId, string? code);

    [LoggerMessage(2322, LogLevel.Error,
        "UnionPay answered {Operation} for {MerchantId} with {Code}, which is not documented: taken for an unknown outcome.")]
    public static partial void UnknownError(ILogger log, string operation, string merchantId, string? code);
}
