using System.CommandLine;
using System.Globalization;
using PayFunctions.Core.Reconciliation.Bills;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary><c>reconcile</c>: two files against each other, without Azure. 0 they agree, 1 they differ, 2 refused.</summary>
internal static class ReconcileCommand
{
    public static Command Create()
    {
        var ledger = new Option<FileInfo>("--ledger") { Description = $"Our side: {LedgerFile.Header}", Required = true };
        var bill = new Option<FileInfo>("--bill") { Description = "The provider's side, as downloaded.", Required = true };
        var channel = new Option<string>("--channel") { Description = "Whose bill it is.", Required = true };
        channel.AcceptOnlyFromAmong(BillFormats.Channels);
        var report = new Option<FileInfo>("--report") { Description = "Write a page with figures and differences." };
        var differences = new Option<FileInfo>("--differences") { Description = "Write every difference as CSV." };
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
            ledger, bill, channel, report, differences, hash, date, most, time, memory, json,
        };
        command.SetAction((given, cancellation) => Task.FromResult(new ReconcileRun(new(
            given.GetRequiredValue(ledger), given.GetRequiredValue(bill), given.GetRequiredValue(channel))
        {
            Report = given.GetValue(report),
            Differences = given.GetValue(differences),
            Hash = given.GetValue(hash),
            Date = given.GetValue(date),
            DifferencesMax = given.GetValue(most),
            TimeMax = given.GetValue(time),
            MemoryMegabytes = given.GetValue(memory),
            Json = given.GetValue(json),
        }).Run(cancellation)));
        return command;
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
