using System.Collections.Frozen;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>What an error answer's code means for the call.</summary>
internal enum ErrorMeaning
{
    /// <summary>No repeat mends it.</summary>
    Refused,

    /// <summary>The provider does not know the order.</summary>
    NotFound,

    /// <summary>Back off and call again.</summary>
    Later,

    /// <summary>It says something about the order, without a signature to hold it to: ask by a query, whose answer has
    /// one.</summary>
    AskInstead,

    /// <summary>The payer is at it: poll.</summary>
    StillPaying,

    /// <summary>It may or may not have happened.</summary>
    Unknown,
}

/// <summary>WeChat Pay's error codes; they come with underscores and without.</summary>
internal static class ErrorWords
{
    private const int CodeCharsMax = 64;

    private static readonly FrozenDictionary<string, ErrorMeaning> ByCode = new Dictionary<string, ErrorMeaning>
    {
        ["PARAMERROR"] = ErrorMeaning.Refused,
        ["APPIDMCHIDNOTMATCH"] = ErrorMeaning.Refused,
        ["MCHNOTEXISTS"] = ErrorMeaning.Refused,
        ["INVALIDREQUEST"] = ErrorMeaning.Refused,
        ["ORDERCLOSED"] = ErrorMeaning.AskInstead,
        ["ORDERPAID"] = ErrorMeaning.AskInstead,
        ["NOSTATEMENTEXIST"] = ErrorMeaning.NotFound,
        ["STATEMENTCREATING"] = ErrorMeaning.Later,
        ["SIGNERROR"] = ErrorMeaning.Refused,
        ["NOAUTH"] = ErrorMeaning.Refused,
        ["RULELIMIT"] = ErrorMeaning.Refused,
        ["TRADEERROR"] = ErrorMeaning.Refused,
        ["ACCOUNTERROR"] = ErrorMeaning.Refused,
        ["USERACCOUNTABNORMAL"] = ErrorMeaning.Refused,
        ["REQUESTBLOCKED"] = ErrorMeaning.Refused,
        ["OUTTRADENOUSED"] = ErrorMeaning.AskInstead,
        ["NOTENOUGH"] = ErrorMeaning.Later,
        ["ORDERNOTEXIST"] = ErrorMeaning.NotFound,
        ["RESOURCENOTEXISTS"] = ErrorMeaning.NotFound,
        ["FREQUENCYLIMITED"] = ErrorMeaning.Later,
        ["RATELIMITEXCEEDED"] = ErrorMeaning.Later,
        ["SYSTEMERROR"] = ErrorMeaning.Unknown,
        ["BANKERROR"] = ErrorMeaning.Unknown,
        ["OPENIDMISMATCH"] = ErrorMeaning.Refused,
        ["INVALIDTRANSACTIONID"] = ErrorMeaning.Refused,
        ["USERPAYING"] = ErrorMeaning.StillPaying,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Refusals that the provider is known to give with a 500; any other 5xx leaves the outcome open.
    private static readonly FrozenSet<string> RefusedWith5xx =
        new[] { "OPENIDMISMATCH", "INVALIDTRANSACTIONID" }.ToFrozenSet();

    /// <returns><see cref="ErrorMeaning.Unknown"/> for a code that is not documented: the caller names it.</returns>
    public static ErrorMeaning Meaning(int status, string? code)
    {
        var word = Normal(code);
        if (status >= 500) return RefusedWith5xx.Contains(word) ? ErrorMeaning.Refused : ErrorMeaning.Unknown;
        if (status == 429) return ErrorMeaning.Later;
        return ByCode.GetValueOrDefault(word, ErrorMeaning.Unknown);
    }

    public static ProviderOutcome Outcome(ErrorMeaning meaning) => meaning switch
    {
        ErrorMeaning.Refused => ProviderOutcome.Refused,
        ErrorMeaning.NotFound => ProviderOutcome.NotFound,
        ErrorMeaning.Later => ProviderOutcome.Later,
        ErrorMeaning.StillPaying => ProviderOutcome.Nothing,
        ErrorMeaning.AskInstead or ErrorMeaning.Unknown => ProviderOutcome.Unknown,
    };

    private static string Normal(string? code) =>
        code is null || code.Length > CodeCharsMax ? "" : code.Replace("_", "", StringComparison.Ordinal);
}
