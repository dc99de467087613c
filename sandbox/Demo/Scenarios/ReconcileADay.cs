using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PayFunctions.Sandbox.Demo.Days;
using PayFunctions.Sandbox.World;
using static PayFunctions.Sandbox.Demo.DaySteps;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ReconcileADay : Scenario
{
    private const int RowsMin = 20_000;
    private const int PlantedCount = 40;

    private static readonly string[] NoRule = ["Outlier", "Unexplained"];

    public override string Name => "reconcile-a-day";

    public override string Title => "A day of 20,000 movements over four channels, forty of them wrong";

    public override string Expectation => "all found, none invented, causes right; repaired or approved; second run clean";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await world.RestartAppAsync(Settings(world), cancellation);
        var day = new BusyDay(world);
        Expect.Equal("planted", PlantedCount, day.Planted.Count);
        var rows = await day.SeedAsync(cancellation);
        Expect.True($"at least {RowsMin - PlantedCount} rows", rows >= RowsMin - PlantedCount, rows);
        await HandOnAsync(world, day, cancellation);

        var started = Stopwatch.GetTimestamp();
        foreach (var channel in BusyDay.ChannelNames) await world.StartDayAsync(channel, day.Date, cancellation);
        var differences = new List<(string Channel, JsonElement One)>();
        foreach (var channel in BusyDay.ChannelNames)
        {
            await world.UntilDayAsync(channel, day.Date, run => Text(run, "state") is "Confirmed" or "Settled" or "Aborted", cancellation);
            differences.AddRange((await world.DecidedByRulesAsync(channel, day.Date, cancellation)).Select(one => (channel, one)));
        }

        ExpectPlanted(day, differences);
        var waiting = differences.Where(one => Text(one.One, "state") == "Waiting").ToList();
        foreach (var (channel, one) in waiting) await world.ApproveDifferenceAsync(channel, day.Date, Text(one, "id"), cancellation);
        foreach (var channel in BusyDay.ChannelNames) ExpectWhole(channel, await world.DaySettledAsync(channel, day.Date, 1, cancellation));
        var took = Stopwatch.GetElapsedTime(started);

        foreach (var channel in BusyDay.ChannelNames) await world.StartDayAsync(channel, day.Date, cancellation);
        foreach (var channel in BusyDay.ChannelNames) await world.DaySettledAsync(channel, day.Date, 2, cancellation);
        foreach (var channel in BusyDay.ChannelNames)
        {
            var again = await world.DayDifferencesAsync(channel, day.Date, cancellation);
            Expect.Equal($"differences of {channel}", differences.Count(one => one.Channel == channel), again.Count);
        }

        day.Forget();
        await world.RestartAppAsync([], cancellation);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rows:N0} rows, {differences.Count} differences, {differences.Count - waiting.Count} repaired, "
            + $"{waiting.Count} approved, in {took.TotalSeconds:F1} s");
    }

    /// <summary>The day before: what of it crossed midnight is handed on.</summary>
    private static async Task HandOnAsync(SandboxWorld world, BusyDay day, CancellationToken cancellation)
    {
        var before = day.Date.AddDays(-1);
        await world.StartDayAsync(DayMaking.WeChat, before, cancellation);
        var run = await world.DaySettledAsync(DayMaking.WeChat, before, 1, cancellation);
        Expect.Equal("differing and handed on, the day before", (0L, 1L), (run.Figure("found", "differences"), run.Figure("found", "carried")));
    }

    /// <summary>What crossed a border and what the index had missed is counted, and is no difference.</summary>
    private static void ExpectWhole(string channel, JsonElement run)
    {
        var isWeChat = channel == DayMaking.WeChat;
        Expect.Equal(
            $"{channel}: crossed, handed on, mended in the index", isWeChat ? (1L, 1L, 1L) : (0L, 0L, 0L),
            (run.Figure("found", "crossed"), run.Figure("found", "carried"), run.Figure("found", "indexMended")));
        Expect.True($"{channel}: three ways", run.GetProperty("found").TryGetProperty("accountRows", out _) == isWeChat, run);
    }

    private static IEnumerable<KeyValuePair<string, string>> Settings(SandboxWorld world) =>
    [
        new("Reconciliation__Shards", "8"),
        new("Storage__NetworkTimeout", "00:00:30"), // A day is read in pages of a thousand rows, on whatever machine.
        new("Reconciliation__FetchEvery", "00:00:00.5"),
        new("Reconciliation__RepairedShareMax", "0.01"),
        // Of the day's 20,000 orders only those are there of which something is to become: the index is looked up, and not checked.
        new("Reconciliation__CheckIndex", "Off"),
        new($"UnionPay__Merchants__{world.UnionPay.Shop.MerchantId}__FileUrl", world.UnionPay.Url.AbsoluteUri),
        new($"Reconciliation__Channels__{DayMaking.AppStore}__Accounts__0", BusyAppStore.Bundle),
        new($"Reconciliation__Channels__{DayMaking.AppStore}__Columns__TimeFormat", "Utc"),
        new($"Reconciliation__Channels__{DayMaking.AppStore}__Columns__Currency", "currency"),
    ];

    private static void ExpectPlanted(BusyDay day, List<(string Channel, JsonElement One)> differences)
    {
        var found = differences.Select(one => $"{one.Channel} {Text(one.One, "orderId")} {Text(one.One, "kind")}").Order(StringComparer.Ordinal);
        var planted = day.Planted.Select(one => $"{one.Channel} {one.OrderId} {one.Kind}").Order(StringComparer.Ordinal);
        Expect.Same("what differs", planted, found);
        foreach (var one in day.Planted)
        {
            var seen = differences.Single(other => Text(other.One, "orderId") == one.OrderId && Text(other.One, "kind") == one.Kind).One;
            var (cause, state) = (Text(seen.GetProperty("cause"), "kind"), Text(seen, "state"));
            Expect.True(
                $"{one.OrderId}, {one.Kind}: {one.Cause ?? "no rule"}", one.Cause is null ? NoRule.Contains(cause) : cause == one.Cause, cause);
            Expect.True($"{one.OrderId}, {one.Kind}", state == (one.IsAutomatic ? "Repaired" : "Waiting"), seen);
        }
    }
}
