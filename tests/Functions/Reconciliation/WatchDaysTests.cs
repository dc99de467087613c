using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Reconciliation;
using PayFunctions.Tests.Infra.Telemetry;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Functions.Reconciliation;

[Collection(nameof(DayCollection))]
public class WatchDaysTests(DayFixture fixture)
{
    private static readonly DateTimeOffset Due = DayFixture.Yesterday.AddDays(1).AddHours(2);

    private static readonly Dictionary<string, string> DueAtOnce = new() { ["Reconciliation__DueAt"] = "00:00:00" };
    private static readonly Dictionary<string, string> DueLate = new() { ["Reconciliation__DueAt"] = "23:59:59" };

    [Fact]
    public async Task A_day_that_nobody_started_is_told_once_it_is_due()
    {
        await using var world = await fixture.StartAsync();

        var before = await ToldAsync(world, Due.AddSeconds(-1));
        var after = await ToldAsync(world, Due);

        Assert.Empty(before);
        var line = Assert.Single(after);
        Assert.Equal("DayNotFinal", line.Event);
        Assert.Contains($"ALERT {world.Tenant}/wechatpay/{DayFixture.Yesterday:yyyyMMdd} is not final", line.Text);
        Assert.EndsWith("its last run is none.", line.Text);
    }

    [Fact]
    public async Task A_day_that_waits_at_the_gate_is_told_and_one_that_then_ends_with_too_little_agreed_too()
    {
        await using var world = await fixture.StartAsync(DueLate);
        world.Both(1234);
        await world.WriteAsync();
        world.WeChat.EditBills = lines => lines.Concat([lines[0]]); // The provider tells it twice.
        await world.PostAsync(world.Path);
        await world.UntilAsync(run => run.GetProperty("state").GetString() == "Confirmed");
        await Eventually.TrueAsync(async () => (await world.DifferencesAsync()).Length == 1);
        var waiting = await ToldAsync(world, DayFixture.Yesterday.AddDays(2));
        await world.DecideAsync((await world.DifferencesAsync())[0].GetProperty("id").GetString()!, "reject");
        await world.UntilAsync(run => run.GetProperty("state").GetString() == "Settled");

        var ended = await ToldAsync(world, DayFixture.Yesterday.AddDays(2));

        Assert.Equal(("DayNotFinal", true), (Assert.Single(waiting).Event, waiting[0].Text.EndsWith("its last run is Confirmed.", StringComparison.Ordinal)));
        Assert.Equal("MatchRateTooLow", Assert.Single(ended).Event);
        Assert.Contains("of 3 rows only", ended[0].Text);
    }

    [Fact]
    public async Task A_day_that_agrees_in_time_is_not_told_not_even_while_it_is_looked_at_again()
    {
        await using var world = await fixture.StartAsync(DueLate);
        world.Both(100);
        await world.WriteAsync();
        await world.ReconcileAsync();
        var once = await ToldAsync(world, DayFixture.Yesterday.AddDays(2));
        await world.App.Services.GetRequiredService<ReconciliationBook>().BeginAsync(
            Key(world), again: true, TestContext.Current.CancellationToken);

        var again = await ToldAsync(world, DayFixture.Yesterday.AddDays(2));

        Assert.Empty(once);
        Assert.Empty(again);
    }

    [Fact]
    public async Task A_day_that_was_final_too_late_is_told_for_an_hour()
    {
        await using var world = await fixture.StartAsync(DueAtOnce);
        world.Both(100);
        await world.WriteAsync();
        await world.ReconcileAsync();

        var first = await ToldAsync(world, DateTimeOffset.UtcNow);
        var day = DateTimeOffset.UtcNow.AddMinutes(61) is var later && later < DayFixture.Yesterday.AddDays(2)
            ? await ToldAsync(world, later)
            : []; // The next day is due by then.

        Assert.Equal("DayFinalLate", Assert.Single(first).Event);
        Assert.Empty(day);
    }

    private static RunKey Key(DayWorld world) => new(world.Tenant, "wechatpay", DateOnly.FromDateTime(DayFixture.Yesterday.Date));

    /// <summary>What the watch says of the world's day at that time.</summary>
    private static async Task<List<LogLine>> ToldAsync(DayWorld world, DateTimeOffset at)
    {
        var (services, lines) = (world.App.Services, new List<LogLine>());
        var watch = new WatchDays(
            services.GetRequiredService<DayStarting>(), services.GetRequiredService<DayQuality>(),
            services.GetRequiredService<ReconciliationBook>(), new ManualClock(at), new LogLines<WatchDays>(lines));
        await watch.RunAsync(new TimerInfo(), TestContext.Current.CancellationToken);
        return [.. lines.Where(line => line.Text.Contains(Key(world).ToString(), StringComparison.Ordinal))];
    }
}
