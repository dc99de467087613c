using System.Collections.Frozen;
using PayFunctions.Core.Failures;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Why a share did not go, or did not come back (<c>fail_reason</c>), in the catalogue's words.</summary>
internal static class ShareReasons
{
    /// <summary>Every documented word, and ours for it.</summary>
    public static IReadOnlyList<(string Theirs, FailureCode Ours)> Documented { get; } =
    [
        ("ACCOUNT_ABNORMAL", FailureCode.AccountAbnormal),
        ("NO_RELATION", FailureCode.NotPermitted),
        ("RECEIVER_HIGH_RISK", FailureCode.RequestBlocked),
        ("RECEIVER_REAL_NAME_NOT_VERIFIED", FailureCode.AccountAbnormal),
        ("NO_AUTH", FailureCode.NotPermitted),
        ("RECEIVER_RECEIPT_LIMIT", FailureCode.RuleLimit),
        ("PAYER_ACCOUNT_ABNORMAL", FailureCode.PayerAccountAbnormal),
        ("INVALID_REQUEST", FailureCode.RequestInvalid),
        ("BALANCE_NOT_ENOUGH", FailureCode.BalanceShort),
        ("TIME_OUT_CLOSED", FailureCode.TradeRefused),
    ];

    private static readonly FrozenDictionary<string, FailureCode> ByWord =
        Documented.ToFrozenDictionary(one => one.Theirs, one => one.Ours, StringComparer.Ordinal);

    /// <returns><see cref="FailureCode.CodeUnknown"/> for a word that is not documented, and for none.</returns>
    public static FailureCode Read(string? theirs) => ByWord.GetValueOrDefault(theirs ?? "", FailureCode.CodeUnknown);
}
