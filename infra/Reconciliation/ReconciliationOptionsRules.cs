using Microsoft.Extensions.Options;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>What <c>Reconciliation:*</c> may be.</summary>
internal sealed class ReconciliationOptionsRules : IValidateOptions<ReconciliationOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, ReconciliationOptions options)
    {
        var wrong = new List<string>();
        Time(nameof(options.FetchEvery), options.FetchEvery, "00:10:00");
        Time(nameof(options.FetchFor), options.FetchFor, "12:00:00");
        Time(nameof(options.ApproveWithin), options.ApproveWithin, "24:00:00");
        Time(nameof(options.EscalateAfter), options.EscalateAfter, "04:00:00");
        Time(nameof(options.StormWindow), options.StormWindow, "00:05:00");
        Whole(nameof(options.Shards), options.Shards, 1, 1024, "16");
        Whole(nameof(options.CarryDays), options.CarryDays, 0, 30, "2");
        Whole(nameof(options.MemoryMiB), options.MemoryMiB, 1, 4096, "64");
        Whole(nameof(options.RepairsMax), options.RepairsMax, 0, 10_000, "200");
        Whole(nameof(options.StormCount), options.StormCount, 2, 1_000_000, "100");
        Whole(nameof(options.AutomaticAmountMax), options.AutomaticAmountMax, 0, long.MaxValue, "100000");
        Whole(nameof(options.RepairedAmountMax), options.RepairedAmountMax, 0, long.MaxValue, "1000000");
        Whole(nameof(options.SecondApproverAbove), options.SecondApproverAbove, 0, long.MaxValue, "1000000");
        if (options.CutOff < TimeSpan.Zero || options.CutOff > TimeSpan.FromHours(6))
            Add(nameof(options.CutOff), "must be from nothing to six hours", "00:05:00");
        if (options.RepairedShareMax is not (>= 0 and <= 1))
            Add(nameof(options.RepairedShareMax), "must be from 0 to 1", "0.005");
        if (options.MatchRate is not (> 0 and <= 1))
            Add(nameof(options.MatchRate), "must be above 0 and at most 1", "0.9995");
        if (options.DueAt < TimeSpan.Zero || options.DueAt >= TimeSpan.FromDays(1))
            Add(nameof(options.DueAt), "must be a time of the day after", "02:00:00");
        foreach (var (channel, own) in options.Channels)
        {
            if (own.DayBegins.Duration() >= TimeSpan.FromDays(1))
                Add($"Channels:{channel}:DayBegins", "must be less than a day", "-01:00:00");
            if (MatchingRulesText.Read(own.Shadow).Problem is { } problem)
                Add($"Channels:{channel}:Shadow", $"does not read: {problem}", "fee-tolerance=1000");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Time(string setting, TimeSpan value, string example)
        {
            if (value <= TimeSpan.Zero || value > Longest) Add(setting, "must be more than nothing and at most 30 days", example);
        }

        void Whole(string setting, long value, long least, long most, string example)
        {
            if (value < least || value > most) Add(setting, $"must be from {least} to {most}", example);
        }

        void Add(string setting, string what, string example) =>
            wrong.Add(Settings.Wrong($"{ReconciliationOptions.Section}:{setting}", what, example));
    }
}
