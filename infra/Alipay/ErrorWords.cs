using System.Collections.Frozen;
using PayFunctions.Infra.Providers;

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

    private static readonly FrozenDictionary<string, ErrorMeaning> ByCode = new Dictionary<string, ErrorMeaning>
    {
        ["10003"] = ErrorMeaning.StillPaying,
        ["20000"] = ErrorMeaning.Unknown,
        ["20001"] = ErrorMeaning.Refused,
        ["40001"] = ErrorMeaning.Refused,
        ["40002"] = ErrorMeaning.Refused,
        ["40003"] = ErrorMeaning.Refused,
        ["40005"] = ErrorMeaning.Later,
        ["40006"] = ErrorMeaning.Refused,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ErrorMeaning> BySubCode = new Dictionary<string, ErrorMeaning>
    {
        ["ACQ.SYSTEM_ERROR"] = ErrorMeaning.Unknown,
        ["AQC.SYSTEM_ERROR"] = ErrorMeaning.Unknown, // Seen so on the wire.
        ["aop.ACQ.SYSTEM_ERROR"] = ErrorMeaning.Unknown,
        ["isp.unknow-error"] = ErrorMeaning.Unknown,
        ["aop.unknow-error"] = ErrorMeaning.Unknown,
        ["ACQ.TRADE_NOT_EXIST"] = ErrorMeaning.NotFound,
        ["ACQ.TRADE_HAS_SUCCESS"] = ErrorMeaning.AskInstead,
        ["ACQ.TRADE_HAS_CLOSE"] = ErrorMeaning.AskInstead,
        ["ACQ.TRADE_HAS_FINISHED"] = ErrorMeaning.AskInstead,
        ["ACQ.TRADE_STATUS_ERROR"] = ErrorMeaning.AskInstead,
        ["ACQ.REASON_TRADE_STATUS_INVALID"] = ErrorMeaning.AskInstead,
        ["ACQ.REASON_ILLEGAL_STATUS"] = ErrorMeaning.AskInstead,
        ["ACQ.CONTEXT_INCONSISTENT"] = ErrorMeaning.Refused,
        ["ACQ.SELLER_BALANCE_NOT_ENOUGH"] = ErrorMeaning.Later,
        ["ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"] = ErrorMeaning.Refused,
        ["ACQ.REASON_TRADE_REFUND_FEE_ERR"] = ErrorMeaning.Refused,
        ["ACQ.REFUND_FEE_ERROR"] = ErrorMeaning.Refused,
        ["ACQ.TRADE_NOT_ALLOW_REFUND"] = ErrorMeaning.Refused,
        ["ACQ.DISCORDANT_REPEAT_REQUEST"] = ErrorMeaning.Refused,
        ["ACQ.REASON_TRADE_BEEN_FREEZEN"] = ErrorMeaning.Refused,
        ["ACQ.INVALID_PARAMETER"] = ErrorMeaning.Refused,
        ["ACQ.ACCESS_FORBIDDEN"] = ErrorMeaning.Refused,
        ["ACQ.BUYER_ERROR"] = ErrorMeaning.Refused,
        ["isp.bill_not_exist"] = ErrorMeaning.NotFound, // The document spells it otherwise than the wire.
        ["BILL_NOT_EXIST"] = ErrorMeaning.NotFound,
        ["isv.bill-not-exist"] = ErrorMeaning.NotFound,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ErrorMeaning Meaning(string? code, string? subCode)
    {
        if (code == BusinessFailed)
        {
            return subCode is { Length: <= SubCodeCharsMax }
                ? BySubCode.GetValueOrDefault(subCode, ErrorMeaning.Undocumented)
                : ErrorMeaning.Undocumented;
        }
        return ByCode.GetValueOrDefault(code ?? "", ErrorMeaning.Undocumented);
    }

    public static ProviderOutcome Outcome(ErrorMeaning meaning) => meaning switch
    {
        ErrorMeaning.Refused => ProviderOutcome.Refused,
        ErrorMeaning.NotFound => ProviderOutcome.NotFound,
        ErrorMeaning.Later => ProviderOutcome.Later,
        ErrorMeaning.StillPaying => ProviderOutcome.Nothing,
        ErrorMeaning.AskInstead or ErrorMeaning.Unknown or ErrorMeaning.Undocumented => ProviderOutcome.Unknown,
    };
}
