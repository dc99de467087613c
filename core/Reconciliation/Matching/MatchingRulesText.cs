using System.Globalization;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A rule set as it is written in a setting or on a command line: <c>fee-tolerance=1000,transaction-ids=ignore</c>.</summary>
public static class MatchingRulesText
{
    private const string Known =
        "engine=exact-key, fees=ignore, fee-tolerance=THOUSANDTHS, transaction-ids=ignore, processing=differs, cut-off=HH:MM:SS, carry-days=DAYS";

    private const int CarryDaysMax = 30;

    /// <param name="text">Rules that depart from the standard ones, separated by commas; <c>standard</c> or nothing for none.</param>
    /// <returns>The rules, or what does not read.</returns>
    public static (MatchingRules? Rules, string? Problem) Read(string text) => Read(text, MatchingRules.Standard);

    /// <param name="rules">What they depart from.</param>
    public static (MatchingRules? Rules, string? Problem) Read(string text, MatchingRules rules)
    {
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part == "standard") continue;
            if (With(rules, part) is not { } more) return (null, $"'{part}' is no rule; known are {Known}");
            rules = more;
        }

        return (rules, null);
    }

    private static MatchingRules? With(MatchingRules rules, string part) => part.Split('=', 2) switch
    {
        ["engine", "exact-key"] => rules with { Pairing = PairingVersion.ExactKey },
        ["engine", "by-money"] => rules with { Pairing = PairingVersion.ByMoney },
        ["fees", "ignore"] => rules with { ComparesFees = false },
        ["fee-tolerance", var text] when IsNumber(text, out var thousandths) => rules with { FeeTolerance = thousandths },
        ["transaction-ids", "ignore"] => rules with { ComparesTransactionIds = false },
        ["processing", "differs"] => rules with { ProcessingAgrees = false },
        ["cut-off", var text] when IsPartOfDay(text, out var cutOff) => rules with { CutOff = cutOff },
        ["carry-days", var text] when IsNumber(text, out var days) && days <= CarryDaysMax => rules with { CarryDays = (int)days },
        _ => null,
    };

    private static bool IsNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool IsPartOfDay(string text, out TimeSpan time) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time) && time >= TimeSpan.Zero && time < TimeSpan.FromDays(1);
}
