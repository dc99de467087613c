using System.Globalization;
using System.Text.Json;
using PayFunctions.Sandbox.Demo.Days;
using PayFunctions.Sandbox.World;
using static PayFunctions.Sandbox.Demo.DaySteps;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ReconciliationKilled : Scenario
{
    private const int Parts = 16; // Buckets of our day.

    public override string Name => "reconciliation-killed-at-each-step";

    public override string Title => "SIGKILL after fetch, archive, shards, comparison, planning, repair, gate, approval and report of a run";

    public override string Expectation => "the same figures, differences and postings as an undisturbed run has; nothing repaired twice";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await world.RestartAppAsync(Settings, cancellation);
        var today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).DateTime);
        var (quiet, hurt) = (new SmallDay(world, today.AddDays(-4)), new SmallDay(world, today.AddDays(-6)));
        await quiet.SeedAsync(cancellation);
        await hurt.SeedAsync(cancellation);
        world.WeChatPay.EditBills = lines => hurt.Edited(quiet.Edited(lines));

        await world.StartDayAsync(DayMaking.WeChat, quiet.Date, cancellation);
        await ApproveAsync(world, quiet, cancellation);
        var undisturbed = await OutcomeAsync(world, quiet, cancellation);
        var kills = await KillAtEachStepAsync(world, hurt, cancellation);
        Expect.Same("figures, differences and postings", undisturbed, await OutcomeAsync(world, hurt, cancellation));

        world.WeChatPay.EditBills = lines => lines;
        await world.RestartAppAsync([], cancellation);
        return $"killed {kills} times; {SmallDay.Differing} differences, each repaired or approved once";
    }

    private static IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Reconciliation__Shards", "4"),
        new("Storage__NetworkTimeout", "00:00:30"),
        new("Reconciliation__FetchEvery", "00:00:00.5"),
        new("Reconciliation__RepairedShareMax", "1"),
    ];

    /// <returns>How often it was killed.</returns>
    private static async Task<int> KillAtEachStepAsync(SandboxWorld world, SmallDay day, CancellationToken cancellation)
    {
        var (watch, seed) = (new DayWatch(world, day.Date), Random.Shared.Next());
        var random = new Random(seed);
        var fetched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.WeChatPay.BillGiven = () => fetched.TrySetResult();
        await world.StartDayAsync(DayMaking.WeChat, day.Date, cancellation);
        await fetched.Task.WaitAsync(OrderSteps.Patience, cancellation);
        world.WeChatPay.BillGiven = null;
        await AgainAsync();

        (string Step, Func<Task<int>> Seen, int Enough)[] steps =
        [
            ("archive", () => watch.ArchivedAsync(cancellation), random.Next(1, 3)),
            ("shards", () => watch.DealtAsync(cancellation), random.Next(1, Parts)),
            ("comparison", () => watch.ComparedAsync(cancellation), random.Next(1, 3)),
            ("planning", () => watch.DifferencesAsync(null, cancellation), random.Next(1, SmallDay.Differing)),
            ("repair", () => watch.DifferencesAsync("Repaired", cancellation), random.Next(1, SmallDay.Differing - 1)),
            ("gate", () => watch.DifferencesAsync("Repaired", cancellation), SmallDay.Differing - 1),
        ];
        foreach (var (step, seen, enough) in steps)
        {
            await OrderSteps.UntilAsync($"{step} (seed {seed})", seen, count => count >= enough, count => count, cancellation);
            await AgainAsync();
        }

        await ApproveAsync(world, day, cancellation);
        await AgainAsync();
        await OrderSteps.UntilAsync(
            $"report (seed {seed})", () => watch.ReportedAsync(cancellation), count => count > 0, count => count, cancellation);
        await AgainAsync();
        return steps.Length + 3;

        Task AgainAsync()
        {
            world.KillApp();
            return world.RestartAppAsync(Settings, cancellation);
        }
    }

    private static async Task ApproveAsync(SandboxWorld world, SmallDay day, CancellationToken cancellation)
    {
        await world.UntilDayAsync(DayMaking.WeChat, day.Date, run => Text(run, "state") == "Confirmed", cancellation);
        var found = await world.DecidedByRulesAsync(DayMaking.WeChat, day.Date, cancellation);
        var waiting = found.Where(one => Text(one, "state") == "Waiting").ToList();
        Expect.Equal("waiting", 1, waiting.Count);
        await world.ApproveDifferenceAsync(DayMaking.WeChat, day.Date, Text(waiting[0], "id"), cancellation);
    }

    /// <summary>All that a run leaves behind, in words without the orders' ids.</summary>
    private static async Task<List<string>> OutcomeAsync(SandboxWorld world, SmallDay day, CancellationToken cancellation)
    {
        var run = await world.DaySettledAsync(DayMaking.WeChat, day.Date, 1, cancellation);
        var outcome = new List<string> { $"{Figures(run, "found")}; {Figures(run, "left")}; repaired {run.GetProperty("repaired")}" };
        var found = await world.DayDifferencesAsync(DayMaking.WeChat, day.Date, cancellation);
        outcome.AddRange(found.Select(Words).Order(StringComparer.Ordinal));
        foreach (var id in day.OrderIds)
        {
            var postings = await world.Merchant.PostingsAsync(id, cancellation);
            outcome.Add($"{id[^5..]}: {string.Join(", ", postings.Select(one => one.Kind))}");
        }

        return outcome;
    }

    /// <summary>But for how many shards agree: that hangs on the orders' ids, which are new each day.</summary>
    private static string Figures(JsonElement run, string when) => string.Join(
        ", ", run.GetProperty(when).EnumerateObject().Where(one => one.Name != "shardsAgreeing").Select(one => $"{one.Name} {one.Value}"));

    private static string Words(JsonElement one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Text(one, "orderId")[^5..]} {Text(one, "kind")} {Text(one.GetProperty("cause"), "kind")} {Text(one, "action")} {Text(one, "state")}");
}
