using System.Collections.Frozen;
using System.Globalization;
using PayFunctions.Core.Failures;
using PayFunctions.Infra.Providers;
using static PayFunctions.Core.Failures.FailureCode;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>WeChat Pay's error codes in the catalogue's words; they come with underscores and without.</summary>
internal static class ErrorWords
{
    private const int CodeCharsMax = 64;

    /// <summary>Every documented code as its first spelling has it, and ours for it.</summary>
    public static IReadOnlyList<(string Theirs, FailureCode Ours)> Documented { get; } =
    [
        ("PARAM_ERROR", RequestMalformed),
        ("APPID_MCHID_NOT_MATCH", AppNotBound),
        ("MCH_NOT_EXISTS", MerchantUnknown),
        ("INVALID_REQUEST", RequestInvalid),
        ("ORDER_CLOSED", OrderClosed),
        ("ORDER_PAID", OrderPaid),
        ("NO_STATEMENT_EXIST", NoBill),
        ("STATEMENT_CREATING", BillNotReady),
        ("SIGN_ERROR", SignatureRefused),
        ("NO_AUTH", NotPermitted),
        ("RULE_LIMIT", RuleLimit),
        ("TRADE_ERROR", TradeRefused),
        ("ACCOUNT_ERROR", AccountAbnormal),
        ("USER_ACCOUNT_ABNORMAL", PayerAccountAbnormal),
        ("REQUEST_BLOCKED", RequestBlocked),
        ("OUT_TRADE_NO_USED", OrderNumberUsed),
        ("NOT_ENOUGH", BalanceShort),
        ("ORDER_NOT_EXIST", OrderUnknown),
        ("RESOURCE_NOT_EXISTS", ResourceUnknown),
        ("FREQUENCY_LIMITED", TooFrequent),
        ("RATELIMIT_EXCEEDED", TooFrequent),
        ("SYSTEM_ERROR", ProviderFailing),
        ("BANK_ERROR", BankFailing),
        ("OPENID_MISMATCH", PayerMismatch),
        ("INVALID_TRANSACTIONID", TransactionUnknown),
        ("USERPAYING", StillPaying),
    ];

    private static readonly FrozenDictionary<string, FailureCode> ByCode =
        Documented.ToFrozenDictionary(one => Normal(one.Theirs), one => one.Ours, StringComparer.Ordinal);

    /// <returns><see cref="CodeUnknown"/> for a code that is not documented: whoever logs it names theirs.</returns>
    public static FailureCode Read(int status, string? code)
    {
        var known = ByCode.GetValueOrDefault(Normal(code), CodeUnknown);
        if (status == 429) return TooFrequent;
        if (status < 500) return known;
        // Refusals that the provider is known to give with a 500; any other 5xx leaves open what has happened.
        return known is PayerMismatch or TransactionUnknown or BankFailing ? known : ProviderFailing;
    }

    /// <summary>Why a call was not answered as it should have been.</summary>
    public static FailureCode Read(ApiAnswer answer) => answer.Verdict switch
    {
        ApiVerdict.NotSent => Unreachable,
        ApiVerdict.Unknown => answer.Status == 0 ? Unanswered : AnswerNotTrusted,
        ApiVerdict.Error or ApiVerdict.Verified => Read(answer.Status, answer.Code),
    };

    /// <summary>Their code for it, or, where the answer has none, its status.</summary>
    public static string? CodeOf(ApiAnswer answer) =>
        answer.Code ?? (answer.Status == 0 ? null : answer.Status.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether it says something about the order, without a signature to hold it to: then a query is asked,
    /// whose answer has one.</summary>
    public static bool AsksForAQuery(FailureCode code) => code is OrderClosed or OrderPaid or OrderNumberUsed;

    /// <summary>What the failure leaves of a call about an order.</summary>
    public static ProviderOutcome Outcome(FailureCode code) => code switch
    {
        Unreachable => ProviderOutcome.NotSent,
        Unanswered or AnswerNotTrusted or AnswerNotUnderstood => ProviderOutcome.Unknown,
        ProviderFailing or BankFailing or CodeUnknown => ProviderOutcome.Unknown,
        OrderPaid or OrderClosed or OrderNumberUsed => ProviderOutcome.Unknown,
        StillPaying => ProviderOutcome.Nothing,
        TooFrequent or BillNotReady or BalanceShort => ProviderOutcome.Later,
        NoBill or OrderUnknown or ResourceUnknown => ProviderOutcome.NotFound,
        RequestMalformed or RequestInvalid or AppNotBound or MerchantUnknown => ProviderOutcome.Refused,
        SignatureRefused or NotPermitted or RuleLimit or TradeRefused => ProviderOutcome.Refused,
        AccountAbnormal or PayerAccountAbnormal or RequestBlocked => ProviderOutcome.Refused,
        PayerMismatch or TransactionUnknown => ProviderOutcome.Refused,
        MerchantNotConfigured or WayNotSupported => ProviderOutcome.Refused,
    };

    private static string Normal(string? code) =>
        code is null || code.Length > CodeCharsMax ? "" : code.Replace("_", "", StringComparison.Ordinal);
}
