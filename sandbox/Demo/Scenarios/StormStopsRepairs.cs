using PayFunctions.Sandbox.Demo.Days;
using PayFunctions.Sandbox.World;
using static PayFunctions.Sandbox.Demo.DaySteps;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class StormStopsRepairs : Scenario
{
    private const int BillsOfTwoFetches = 4;

    public override string Name => "storm-stops-repairs";

    public override string Title => "A hundred differences within five minutes, of a bill cut short and of callbacks that never came";

    public override string Expectation => "bills fetched once more; what stays is repaired by nobody, though a rule could";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).DateTime);
        var (passing, staying) = (new StormDay(world, today.AddDays(-8), isHeard: true), new StormDay(world, today.AddDays(-9), isHeard: false));
        await passing.SeedAsync(cancellation);
        await staying.SeedAsync(cancellation);
        world.WeChatPay.EditBills = lines => staying.Edited([.. passing.Edited(lines)]);
        passing.CutNextFetchShort();

        await world.StartDayAsync(DayMaking.WeChat, passing.Date, cancellation);
        var settled = await world.DaySettledAsync(DayMaking.WeChat, passing.Date, 1, cancellation);
        Expect.Equal("fetched twice", BillsOfTwoFetches, passing.BillsMade);
        Expect.Equal("differing and matching", (0L, (long)StormDay.Count), (settled.Figure("found", "differences"), settled.Figure("found", "matched")));

        await world.StartDayAsync(DayMaking.WeChat, staying.Date, cancellation);
        var stopped = await world.UntilDayAsync(DayMaking.WeChat, staying.Date, run => Text(run, "state") == "Confirmed", cancellation);
        var found = await world.DayDifferencesAsync(DayMaking.WeChat, staying.Date, cancellation);
        Expect.Equal("fetched twice", BillsOfTwoFetches, staying.BillsMade);
        Expect.True("a storm", stopped.GetProperty("storm").GetBoolean(), stopped);
        Expect.Equal("waiting for people", StormDay.Count, found.Count(one => Text(one, "state") == "Waiting" && Text(one, "action") == "ConfirmPayment"));
        Expect.True("the storm says why", found.TrueForAll(one => Text(one, "why").StartsWith($"{StormDay.Count} differences within 5 minutes", StringComparison.Ordinal)), found[0]);
        var order = await world.Merchant.GetAsync($"orders/{staying.FirstOrderId}", cancellation);
        Expect.Equal("an order of it", "AwaitingPayment", Text(order.Body, "state"));
        world.WeChatPay.EditBills = lines => lines;
        return $"a bill cut short: whole at the next fetch; {StormDay.Count} payments that nobody heard of: all wait for people";
    }
}
