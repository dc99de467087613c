using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PayFunctions.Sandbox.Demo.Days;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ReconcileADay : Scenario
{
    private const int RowsMin = 20_000;
    private const int PlantedCount = 40;

    private static readonly string[] Channels = [BusyDay.WeChat, BusyDay.AliPay, BusyDay.UnionPay, BusyDay.AppStore];
    private static readonly string[] NoRule = ["Outlier", "Unexplained"];

    public override string Name => "reconcile-a-day";

    public override string Title => "A day of 20,000 movements over four channels, forty of them wrong";

    public override string Expectation => "all found, none invented, causes right; repaired or approved; second run clean";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await world.RestartAppAsync(Settings, cancellation);
        var day = new BusyDay(world);
        Expect.Equal("planted", PlantedCount, day.Planted.Count);
        var rows = await day.SeedAsync(cancellation);
        Expect.True($"at least {RowsMin - PlantedCount} rows", rows >= RowsMin - PlantedCount, rows);

        var started = Stopwatch.GetTimestamp();
        foreach (var channel in Channels) await StartAsync(world, channel, day.Date, cancellation);
        var differences = new List<(string Channel, JsonElement One)>();
        foreach (var channel in Channels)
        {
            await UntilAsync(world, channel, day.Date, run => Text(run, "state") is "Confirmed" or "Settled" or "Aborted", cancellation);
            await DecidedByRulesAsync(world, channel, day.Date, cancellation);
            differences.AddRange((await DifferencesAsync(world, channel, day.Date, cancellation)).Select(one => (channel, one)));
        }

        ExpectPlanted(day, differences);
        var waiting = differences.Where(one => Text(one.One, "state") == "Waiting").ToList();
        foreach (var (channel, one) in waiting) await ApproveAsync(world, channel, day.Date, Text(one, "id"), cancellation);
        foreach (var channel in Channels) await ExpectSettledAsync(world, channel, day.Date, 1, cancellation);
        var took = Stopwatch.GetElapsedTime(started);

        foreach (var channel in Channels) await StartAsync(world, channel, day.Date, cancellation);
        foreach (var channel in Channels) await ExpectSettledAsync(world, channel, day.Date, 2, cancellation);
        foreach (var channel in Channels)
        {
            var again = await DifferencesAsync(world, channel, day.Date, cancellation);
            Expect.Equal($"differences of {channel}", differences.Count(one => one.Channel == channel), again.Count);
        }

        day.Forget();
        await world.RestartAppAsync([], cancellation);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rows:N0} rows, {differences.Count} differences, {differences.Count - waiting.Count} repaired, "
            + $"{waiting.Count} approved, in {took.TotalSeconds:F1} s");
    }

    private static IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Reconciliation__Shards", "8"),
        new("Storage__NetworkTimeout", "00:00:30"), // A day is read in pages of a thousand rows, on whatever machine.
        new("Reconciliation__FetchEvery", "00:00:00.5"),
        new("Reconciliation__RepairedShareMax", "0.01"),
        new($"Reconciliation__Channels__{BusyDay.UnionPay}__Accounts__0", BusyDay.UnionPayMerchant),
        new($"Reconciliation__Channels__{BusyDay.AppStore}__Accounts__0", BusyDay.Bundle),
        new($"Reconciliation__Channels__{BusyDay.AppStore}__Columns__TimeFormat", "Utc"),
        new($"Reconciliation__Channels__{BusyDay.AppStore}__Columns__Currency", "currency"),
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

    /// <summary>Until nothing is planned that needs nobody's word.</summary>
    private static Task DecidedByRulesAsync(SandboxWorld world, string channel, DateOnly day, CancellationToken cancellation) =>
        OrderSteps.UntilAsync(
            $"{channel}: the rules' repairs", () => DifferencesAsync(world, channel, day, cancellation),
            found => found.TrueForAll(one => Text(one, "state") is not ("Planned" or "Approved")), found => found.Count, cancellation);

    private static async Task ExpectSettledAsync(
        SandboxWorld world, string channel, DateOnly day, int number, CancellationToken cancellation)
    {
        var run = await UntilAsync(
            world, channel, day, run => run.GetProperty("run").GetInt32() == number && Text(run, "state") is "Settled" or "Aborted", cancellation);
        Expect.True($"{channel}, run {number}: settled, nothing open",
            Text(run, "state") == "Settled" && run.GetProperty("open").GetInt32() == 0, run);
    }

    private static async Task<List<JsonElement>> DifferencesAsync(
        SandboxWorld world, string channel, DateOnly day, CancellationToken cancellation) =>
        [.. (await GetAsync(world, $"{Path(channel, day)}/differences", "differences", cancellation))
            .GetProperty("differences").EnumerateArray().Where(one => Text(one, "state") != "Gone")];

    private static async Task StartAsync(SandboxWorld world, string channel, DateOnly day, CancellationToken cancellation)
    {
        var answer = await world.Merchant.PostAsync(
            Path(channel, day), new JsonObject(), $"reconcile-{Guid.NewGuid():N}", cancellation);
        Expect.True($"{channel}: 202", answer.Status == 202, answer);
    }

    private static async Task ApproveAsync(
        SandboxWorld world, string channel, DateOnly day, string id, CancellationToken cancellation)
    {
        var answer = await world.Merchant.PostAsync(
            $"{Path(channel, day)}/differences/{id}/approve", new JsonObject { ["by"] = "Ann", ["reason"] = "seen and known" },
            $"approve-{id}", cancellation);
        Expect.True($"{channel} {id}: approved", answer.Status == 200, answer);
    }

    private static Task<JsonElement> UntilAsync(
        SandboxWorld world, string channel, DateOnly day, Func<JsonElement, bool> holds, CancellationToken cancellation) =>
        OrderSteps.UntilAsync(
            $"{channel}: as far as that", () => GetAsync(world, Path(channel, day), "state", cancellation), holds, run => run, cancellation);

    /// <summary>A storage that is busy for a moment is asked again.</summary>
    private static async Task<JsonElement> GetAsync(
        SandboxWorld world, string path, string property, CancellationToken cancellation) =>
        (await OrderSteps.UntilAsync(
            $"GET {path}", () => world.Merchant.GetAsync(path, cancellation),
            answer => answer.Status == 200 && answer.Body.TryGetProperty(property, out _), answer => answer, cancellation)).Body;

    private static string Path(string channel, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"reconciliations/{channel}/{day:yyyy-MM-dd}");

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;
}
