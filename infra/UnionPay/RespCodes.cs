using System.Collections.Frozen;
using PayFunctions.Core.Failures;
using PayFunctions.Infra.Providers;
using static PayFunctions.Core.Failures.FailureCode;
using static PayFunctions.Infra.UnionPay.RespMeaning;

namespace PayFunctions.Infra.UnionPay;

/// <summary>One documented respCode.</summary>
/// <param name="Failure">Ours for it; null where nothing failed.</param>
internal sealed record RespCode(string Code, RespMeaning Meaning, FailureCode? Failure);

/// <summary>UnionPay's respCodes. respMsg is text for people; of it, only the number in brackets is looked at.</summary>
/// <remarks>
/// 01, 12, 34 and 60 are asked about rather than believed, as the newer demos do. Source: UnionPay open platform, "Response
/// codes", and the demo's query page.
/// </remarks>
internal static class RespCodes
{
    public const string Success = "00";

    private const int Length = 2;

    /// <summary>In respMsg, of a trade that there is not: <c>…[2600000]</c>.</summary>
    private const string NoSuchTrade = "[2600000]";

    public static IReadOnlyList<RespCode> Documented { get; } =
    [
        new(Success, Done, null),
        new("A6", Defective, null),
        new("01", Unclear, ProviderFailing),
        new("02", Later, ProviderFailing),
        new("03", Unclear, ProviderFailing),
        new("04", Unclear, ProviderFailing),
        new("05", UnderWay, StillPaying),
        new("10", Failed, RequestMalformed),
        new("11", Failed, SignatureRefused),
        new("12", Unclear, OrderNumberUsed),
        new("13", Failed, RequestMalformed),
        new("14", Failed, RequestMalformed),
        new("30", Failed, TradeRefused),
        new("31", Failed, AccountAbnormal),
        new("32", Failed, NotPermitted),
        new("33", Failed, RuleLimit),
        new("34", NotFound, OrderUnknown),
        new("35", Failed, RequestInvalid),
        new("36", Failed, RequestInvalid),
        new("37", Later, TooFrequent),
        new("38", Failed, RequestBlocked),
        new("39", Failed, RuleLimit),
        new("40", Failed, TradeRefused),
        new("41", Failed, BillNotReady),
        new("42", Unclear, ProviderFailing), // The money was taken, and too late.
        new("43", Failed, NotPermitted),
        new("44", Failed, TradeRefused),
        new("45", Failed, RequestInvalid), // Refunded or reversed before.
        new("46", Failed, RequestInvalid),
        new("60", Unclear, BankFailing),
        new("61", Failed, TradeRefused),
        new("62", Failed, TradeRefused),
        new("63", Failed, PayerAccountAbnormal),
        new("64", Failed, TradeRefused),
        new("65", Failed, TradeRefused),
        new("66", Failed, TradeRefused),
        new("67", Failed, TradeRefused),
        new("68", Failed, TradeRefused),
        new("69", Failed, TradeRefused),
        new("70", UnderWay, StillPaying),
        new("71", Failed, TradeRefused),
        new("72", Failed, TradeRefused),
        new("73", Failed, TradeRefused),
        new("74", Unclear, ProviderFailing), // The money was taken; whether the bill is settled is not known.
        new("75", Unclear, ProviderFailing),
        new("76", Failed, TradeRefused),
        new("77", Failed, TradeRefused),
        new("78", Failed, TradeRefused),
        new("79", Failed, TradeRefused),
        new("80", Failed, TradeRefused),
        new("98", Failed, BillNotReady),
        new("99", Unclear, ProviderFailing),
    ];

    private static readonly FrozenDictionary<string, RespCode> ByCode =
        Documented.ToFrozenDictionary(one => one.Code, StringComparer.Ordinal);

    /// <returns>Null for a code that is not documented: an error that names it, never a default.</returns>
    public static RespCode? Find(string? code) => ByCode.GetValueOrDefault(code ?? "");

    /// <summary>The same out of a message.</summary>
    public static RespCode? Find(ReadOnlySpan<byte> code)
    {
        if (code.SequenceEqual("00"u8)) return Documented[0];
        return code.Length == Length ? Find(System.Text.Encoding.Latin1.GetString(code)) : null;
    }

    /// <summary>What a call is told by its respCode and respMsg; null: neither is documented.</summary>
    public static RespMeaning? Meaning(string? code, string? message) =>
        message is not null && message.Contains(NoSuchTrade, StringComparison.Ordinal) && code != Success
            ? NotFound
            : Find(code)?.Meaning;

    public static FailureCode Failure(string? code, string? message) =>
        Meaning(code, message) == NotFound ? OrderUnknown : Find(code)?.Failure ?? CodeUnknown;

    /// <summary>What a request that was answered so has come to.</summary>
    public static ProviderOutcome Outcome(RespMeaning? meaning) => meaning switch
    {
        NotFound => ProviderOutcome.NotFound,
        Later => ProviderOutcome.Later,
        Failed => ProviderOutcome.Refused,
        null or Done or Defective or UnderWay or Unclear => ProviderOutcome.Unknown,
    };
}
