using System.Collections.Frozen;
using PayFunctions.Core.Failures;
using PayFunctions.Infra.Providers;
using static PayFunctions.Core.Failures.FailureCode;

namespace PayFunctions.Infra.Alipay;

/// <summary>What an error answer's codes mean for the call.</summary>
internal enum ErrorMeaning
{
    /// <summary>No repeat mends it.</summary>
    Refused,

    /// <summary>There is no such trade, or none yet: a code that nobody has scanned makes none.</summary>
    NotFound,

    /// <summary>Not carried out: back off and call again.</summary>
    Later,

    /// <summary>The payer is at it: poll.</summary>
    StillPaying,

    /// <summary>It says something about the trade: ask by a query, whose answer tells it whole.</summary>
    AskInstead,

    /// <summary>It may or may not have happened.</summary>
    Unknown,

    /// <summary>Not documented, and so taken for unknown; whoever reads it is told.</summary>
    Undocumented,
}

/// <summary>The gateway's codes. <c>sub_msg</c> is text for people and never looked at.</summary>
internal static class ErrorWords
{
    public const string Success = "10000";

    private const string BusinessFailed = "40004";
    private const int SubCodeCharsMax = 96;

    /// <summary>Every documented code and sub_code, what it means for the call, and ours for it.</summary>
    public static IReadOnlyList<(string Theirs, ErrorMeaning Meaning, FailureCode Ours)> Documented { get; } =
    [
        ("10003", ErrorMeaning.StillPaying, StillPaying),
        ("20000", ErrorMeaning.Unknown, ProviderFailing),
        ("20001", ErrorMeaning.Refused, NotPermitted),
        ("40001", ErrorMeaning.Refused, RequestMalformed),
        ("40002", ErrorMeaning.Refused, RequestMalformed),
        ("40003", ErrorMeaning.Refused, RequestInvalid),
        ("40005", ErrorMeaning.Later, TooFrequent),
        ("40006", ErrorMeaning.Refused, NotPermitted),
        ("ACQ.SYSTEM_ERROR", ErrorMeaning.Unknown, ProviderFailing),
        ("AQC.SYSTEM_ERROR", ErrorMeaning.Unknown, ProviderFailing), // Seen so on the wire.
        ("aop.ACQ.SYSTEM_ERROR", ErrorMeaning.Unknown, ProviderFailing),
        ("isp.unknow-error", ErrorMeaning.Unknown, ProviderFailing),
        ("aop.unknow-error", ErrorMeaning.Unknown, ProviderFailing),
        ("ACQ.TRADE_NOT_EXIST", ErrorMeaning.NotFound, OrderUnknown),
        ("ACQ.TRADE_HAS_SUCCESS", ErrorMeaning.AskInstead, OrderPaid),
        ("ACQ.TRADE_HAS_CLOSE", ErrorMeaning.AskInstead, OrderClosed),
        ("ACQ.TRADE_HAS_FINISHED", ErrorMeaning.AskInstead, OrderPaid),
        ("ACQ.TRADE_STATUS_ERROR", ErrorMeaning.AskInstead, RequestInvalid),
        ("ACQ.REASON_TRADE_STATUS_INVALID", ErrorMeaning.AskInstead, RequestInvalid),
        ("ACQ.REASON_ILLEGAL_STATUS", ErrorMeaning.AskInstead, RequestInvalid),
        ("ACQ.CONTEXT_INCONSISTENT", ErrorMeaning.Refused, OrderNumberUsed),
        ("ACQ.SELLER_BALANCE_NOT_ENOUGH", ErrorMeaning.Later, BalanceShort),
        ("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", ErrorMeaning.Refused, RequestInvalid),
        ("ACQ.REASON_TRADE_REFUND_FEE_ERR", ErrorMeaning.Refused, RequestInvalid),
        ("ACQ.REFUND_FEE_ERROR", ErrorMeaning.Refused, RequestInvalid),
        ("ACQ.TRADE_NOT_ALLOW_REFUND", ErrorMeaning.Refused, TradeRefused),
        ("ACQ.DISCORDANT_REPEAT_REQUEST", ErrorMeaning.Refused, OrderNumberUsed),
        ("ACQ.REASON_TRADE_BEEN_FREEZEN", ErrorMeaning.Refused, TradeRefused),
        ("ACQ.INVALID_PARAMETER", ErrorMeaning.Refused, RequestMalformed),
        ("ACQ.ACCESS_FORBIDDEN", ErrorMeaning.Refused, NotPermitted),
        ("ACQ.BUYER_ERROR", ErrorMeaning.Refused, TradeRefused),
        ("isp.bill_not_exist", ErrorMeaning.NotFound, NoBill), // The document spells it otherwise than the wire.
        ("BILL_NOT_EXIST", ErrorMeaning.NotFound, NoBill),
        ("isv.bill-not-exist", ErrorMeaning.NotFound, NoBill),
    ];

    private static readonly FrozenDictionary<string, (ErrorMeaning Meaning, FailureCode Ours)> ByWord =
        Documented.ToFrozenDictionary(one => one.Theirs, one => (one.Meaning, one.Ours), StringComparer.Ordinal);

    public static ErrorMeaning Meaning(string? code, string? subCode) => Read(code, subCode).Meaning;

    /// <summary>The catalogue's word for it.</summary>
    public static FailureCode Failure(string? code, string? subCode) => Read(code, subCode).Ours;

    /// <summary>A business failure is told by its sub_code, everything else by its code.</summary>
    private static (ErrorMeaning Meaning, FailureCode Ours) Read(string? code, string? subCode)
    {
        var word = code == BusinessFailed ? subCode : code;
        return word is { Length: <= SubCodeCharsMax } && IsOfThatKind(code, word)
            ? ByWord.GetValueOrDefault(word, Undocumented)
            : Undocumented;
    }

    private static (ErrorMeaning, FailureCode) Undocumented => (ErrorMeaning.Undocumented, CodeUnknown);

    /// <summary>A number is a code and never a sub_code.</summary>
    private static bool IsOfThatKind(string? code, string word) =>
        word.Length > 0 && char.IsAsciiDigit(word[0]) == (code != BusinessFailed);

    public static ProviderOutcome Outcome(ErrorMeaning meaning) => meaning switch
    {
        ErrorMeaning.Refused => ProviderOutcome.Refused,
        ErrorMeaning.NotFound => ProviderOutcome.NotFound,
        ErrorMeaning.Later => ProviderOutcome.Later,
        ErrorMeaning.StillPaying => ProviderOutcome.Nothing,
        ErrorMeaning.AskInstead or ErrorMeaning.Unknown or ErrorMeaning.Undocumented => ProviderOutcome.Unknown,
    };
}
