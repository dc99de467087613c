using System.CommandLine;
using System.Globalization;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary><c>reconcile</c>: a ledger against its bills, without Azure. 0 they agree, 1 they differ, 2 refused.</summary>
internal static class ReconcileCommand
{
    public static Command Create()
    {
        var ledger = new Option<FileInfo>("--ledger") { Description = $"Our side: {LedgerFile.Header}", Required = true };
        var bill = new Option<FileInfo>("--bill") { Description = "The provider's side, as downloaded.", Required = true };
        var channel = new Option<string>("--channel") { Description = "Whose bill it is.", Required = true };
        var columns = new Option<BillColumns?>("--columns")
        {
            Description = "The bill's columns in a JSON file, for a channel whose bills nobody publishes: docs/providers.md, NetsUnion.",
            CustomParser = ReadColumns,
        };
        channel.Validators.Add(given =>
        {
            var name = given.GetValueOrDefault<string>();
            if (given.GetResult(columns)?.GetValueOrDefault<BillColumns?>() is not { } described)
            {
                if (!BillFormats.Channels.Contains(name))
                    given.AddError($"--channel is one of {string.Join(", ", BillFormats.Channels)}, or has its --columns described.");
            }
            else if (described.Channel != name) given.AddError($"--columns describes bills of '{described.Channel}', not of '{name}'.");
        });
        var funds = new Option<FileInfo>("--funds")
        {
            Description = "WeChat Pay's fund-flow bill of the same day: what the trade bill says of the account, fees included, is compared with it.",
        };
        funds.Validators.Add(given =>
        {
            if (given.GetResult(channel)?.GetValueOrDefault<string>() is not (null or "wechatpay"))
                given.AddError("--funds goes with --channel wechatpay: no other channel has such a bill.");
        });
        var shadow = new Option<MatchingRules?>("--shadow")
        {
            Description = "Compare once more by other rules, such as fee-tolerance=1000,transaction-ids=ignore, and tell what they would change; nothing else heeds it.",
            CustomParser = ReadRules,
        };
        var report = new Option<FileInfo>("--report") { Description = "Write a page with figures and differences." };
        var differences = new Option<FileInfo>("--differences") { Description = "Write every difference as CSV." };
        var figures = new Option<FileInfo>("--figures") { Description = "Write the figures as CSV: rates, counts by kind, cause and hour." };
        var hash = new Option<string>("--hash") { Description = "The hash that the provider told of the bill." };
        var date = new Option<DateOnly?>("--date")
        {
            Description = "The bill's day in China, yyyy-MM-dd: lines of another day are refused.",
            CustomParser = given => DateOnly.TryParseExact(
                given.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day : Wrong<DateOnly?>(given, "is no day like 2026-11-20"),
        };
        var most = new Option<long>("--max-differences")
        {
            Description = "List at most so many; all are counted.",
            DefaultValueFactory = _ => long.MaxValue,
        };
        var time = new Option<TimeSpan>("--max-time")
        {
            Description = "Give up after this time, such as 00:10:00 or 90s.",
            CustomParser = ReadTime,
            DefaultValueFactory = _ => TimeSpan.MaxValue,
        };
        var memory = new Option<int?>("--memory")
        {
            Description = "Megabytes of movements to hold; more are spilled. By default a share of the files, 64 to 320.",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object on the output and nothing else." };
        var command = new Command("reconcile", "Compares our ledger's file with a provider's bill.")
        {
            ledger, bill, channel, columns, funds, shadow, report, differences, figures, hash, date, most, time, memory, json,
        };
        command.SetAction((given, cancellation) => Task.FromResult(new ReconcileRun(new(
            given.GetRequiredValue(ledger), given.GetRequiredValue(bill), given.GetRequiredValue(channel))
        {
            Columns = given.GetValue(columns),
            Funds = given.GetValue(funds),
            Shadow = given.GetValue(shadow),
            Report = given.GetValue(report),
            Differences = given.GetValue(differences),
            Figures = given.GetValue(figures),
            Hash = given.GetValue(hash),
            Date = given.GetValue(date),
            DifferencesMax = given.GetValue(most),
            TimeMax = given.GetValue(time),
            MemoryMegabytes = given.GetValue(memory),
            Json = given.GetValue(json),
        }).Run(cancellation)));
        return command;
    }

    private static MatchingRules? ReadRules(System.CommandLine.Parsing.ArgumentResult given)
    {
        var (rules, problem) = MatchingRulesText.Read(given.Tokens[0].Value);
        if (problem is not null) given.AddError(problem + ".");
        return rules;
    }

    private static BillColumns? ReadColumns(System.CommandLine.Parsing.ArgumentResult given)
    {
        if (!File.Exists(given.Tokens[0].Value)) return Wrong<BillColumns?>(given, "is no file");
        var (columns, problem) = BillColumnsJson.Read(File.ReadAllBytes(given.Tokens[0].Value));
        return columns ?? Wrong<BillColumns?>(given, $"does not describe a bill: {problem}");
    }

    private static TimeSpan ReadTime(System.CommandLine.Parsing.ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (text.EndsWith('s') && double.TryParse(text[..^1], CultureInfo.InvariantCulture, out var seconds) && seconds > 0)
            return TimeSpan.FromSeconds(seconds);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero
            ? time : Wrong<TimeSpan>(given, "is no time like 00:10:00 or 90s");
    }

    private static T? Wrong<T>(System.CommandLine.Parsing.ArgumentResult given, string what)
    {
        given.AddError($"'{given.Tokens[0].Value}' {what}.");
        return default;
    }
}
