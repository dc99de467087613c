using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Functions.Reconciliation;

[Collection(nameof(DayCollection))]
public class ReconcileDayTests(DayFixture fixture)
{
    [Fact]
    public async Task A_day_on_which_both_sides_agree_is_settled_without_a_row_looked_at()
    {
        await using var world = await fixture.ShareAsync();
        for (var i = 0; i < 12; i++) world.Both(100 + i);
        await world.WriteAsync();

        var run = await world.ReconcileAsync();

        Assert.True(run.GetProperty("state").GetString() == "Settled", run.ToString());
        var found = run.GetProperty("found");
        Assert.Equal((12, 12, 12, 0, 4), (
            found.GetProperty("hereRows").GetInt32(), found.GetProperty("thereRows").GetInt32(),
            found.GetProperty("matched").GetInt32(), found.GetProperty("differences").GetInt32(),
            found.GetProperty("shardsAgreeing").GetInt32()));
        Assert.Equal(0, run.GetProperty("open").GetInt32());
        Assert.Contains("<!doctype html>", (await world.App.GetAsync($"{world.Path}/report")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_provider_has_and_we_have_not_is_confirmed_and_goes_to_the_order()
    {
        await using var world = await fixture.ShareAsync();
        for (var i = 0; i < 6; i++) world.Both(100 + i);
        var unheard = world.There(777);
        var late = world.There(888).Closed(world.Noon);
        await world.WriteAsync();
        await world.WriteOrdersAsync(unheard, late);

        var run = await world.ReconcileAsync();

        Assert.Equal((2, 2, 0), (
            run.GetProperty("found").GetProperty("differences").GetInt32(), run.GetProperty("repaired").GetInt32(),
            run.GetProperty("open").GetInt32()));
        Assert.Equal("Paid", await world.App.StateAsync(unheard.Order.Key.OrderId));
        Assert.Equal("Closed", await world.App.StateAsync(late.Order.Key.OrderId));
        var kinds = (await world.DifferencesAsync()).ToDictionary(one => one.GetProperty("kind").GetString()!);
        Assert.Equal(["LateMoney", "MissingHere"], kinds.Keys.Order());
        var preview = kinds["MissingHere"].GetProperty("preview").EnumerateArray().ToList();
        Assert.All(preview, line => Assert.True(line.GetProperty("new").GetBoolean()));
        Assert.Equal(777, preview.Sum(line => line.GetProperty("debit").GetInt64()));
    }

    [Fact]
    public async Task Lag_of_the_index_is_mended_and_is_no_difference()
    {
        await using var world = await fixture.ShareAsync();
        world.Both(100);
        await world.WriteAsync();
        var unindexed = world.There(321);
        await world.WriteOrdersAsync(unindexed.Paid(DayWorld.TransactionOf(unindexed), world.Noon));

        var first = await world.ReconcileAsync();
        var second = await world.ReconcileAsync();

        Assert.Equal(0, first.GetProperty("found").GetProperty("differences").GetInt32());
        Assert.Equal((2, 4), (
            second.GetProperty("found").GetProperty("hereRows").GetInt32(),
            second.GetProperty("found").GetProperty("shardsAgreeing").GetInt32()));
    }

    [Fact]
    public async Task A_rounding_is_booked_and_can_be_taken_back()
    {
        await using var world = await fixture.ShareAsync();
        var order = world.Both(1234);
        await world.WriteAsync();
        world.WeChat.EditBills = lines => lines.Select(line => line with { Amount = line.Amount + 1 });

        var run = await world.ReconcileAsync();
        var difference = Assert.Single(await world.DifferencesAsync());
        var id = difference.GetProperty("id").GetString()!;
        var back = await world.DecideAsync(id, "reject");

        Assert.Equal((1, 0), (run.GetProperty("repaired").GetInt32(), run.GetProperty("left").GetProperty("differences").GetInt32()));
        Assert.Equal(("Repaired", "Rounding"), (
            difference.GetProperty("state").GetString(), difference.GetProperty("cause").GetProperty("kind").GetString()));
        Assert.Equal("TakenBack", back.Json.GetProperty("state").GetString());
        var ledger = (await world.App.GetAsync($"orders/{order.Order.Key.OrderId}/ledger")).Json.GetProperty("postings");
        Assert.Equal(["payment", "adjustment", "adjustment"], ledger.EnumerateArray().Select(one => one.GetProperty("kind").GetString()!));
    }

    [Fact]
    public async Task What_no_rule_may_repair_waits_and_a_second_run_finds_it_decided()
    {
        await using var world = await fixture.ShareAsync();
        world.Both(1234);
        await world.WriteAsync();
        world.WeChat.EditBills = lines => lines.Concat([lines[0]]); // The provider tells it twice.

        Assert.Equal(202, (await world.PostAsync(world.Path)).Status);
        await world.UntilAsync(run => run.GetProperty("state").GetString() == "Confirmed");
        await Eventually.TrueAsync(async () => (await world.DifferencesAsync()).Length == 1);
        var waiting = (await world.DifferencesAsync())[0];
        var approved = await world.DecideAsync(waiting.GetProperty("id").GetString()!, "approve");
        var settled = await world.UntilAsync(run => run.GetProperty("state").GetString() == "Settled");
        var second = await world.ReconcileAsync();

        Assert.Equal(("DuplicateThere", "Waiting"), (
            waiting.GetProperty("kind").GetString(), waiting.GetProperty("state").GetString()));
        Assert.Equal("Approved", approved.Json.GetProperty("state").GetString());
        Assert.Equal((1, 0, 2), (
            settled.GetProperty("run").GetInt32(), settled.GetProperty("open").GetInt32(), second.GetProperty("run").GetInt32()));
        Assert.Equal((1, 0), (
            second.GetProperty("found").GetProperty("differences").GetInt32(), second.GetProperty("open").GetInt32()));
        Assert.Single(await world.DifferencesAsync());
    }

    [Fact]
    public async Task What_nobody_decides_expires_and_the_run_ends_with_it_open()
    {
        await using var world = await fixture.StartAsync(new()
        {
            ["Reconciliation__EscalateAfter"] = "00:00:00.3",
            ["Reconciliation__ApproveWithin"] = "00:00:00.6",
        });
        world.Both(1234);
        await world.WriteAsync();
        world.WeChat.EditBills = lines => lines.Concat([lines[0]]);

        var run = await world.ReconcileAsync();

        Assert.Equal(("Settled", 1), (run.GetProperty("state").GetString(), run.GetProperty("open").GetInt32()));
        var difference = Assert.Single(await world.DifferencesAsync());
        Assert.Equal("Expired", difference.GetProperty("state").GetString());
        Assert.Equal(409, (await world.DecideAsync(difference.GetProperty("id").GetString()!, "approve")).Status);
    }

    [Fact]
    public async Task Much_money_takes_two_people_and_not_one_twice()
    {
        await using var world = await fixture.StartAsync(new() { ["Reconciliation__SecondApproverAbove"] = "1000", ["Reconciliation__AutomaticAmountMax"] = "1000" });
        var unheard = world.There(5000);
        world.Both(1);
        await world.WriteAsync();
        await world.WriteOrdersAsync(unheard);

        Assert.Equal(202, (await world.PostAsync(world.Path)).Status);
        await Eventually.TrueAsync(async () => (await world.DifferencesAsync()).Length == 1);
        var id = (await world.DifferencesAsync())[0].GetProperty("id").GetString()!;
        var first = await world.DecideAsync(id, "approve", "Ann");
        var again = await world.DecideAsync(id, "approve", "ann");
        var before = await world.App.StateAsync(unheard.Order.Key.OrderId);
        var second = await world.DecideAsync(id, "approve", "Bob");
        await world.UntilAsync(run => run.GetProperty("state").GetString() == "Settled");

        Assert.Equal(("Waiting", 409, "Approved"), (
            first.Json.GetProperty("state").GetString(), again.Status, second.Json.GetProperty("state").GetString()));
        Assert.Equal("AwaitingPayment", before);
        Assert.Equal("Paid", await world.App.StateAsync(unheard.Order.Key.OrderId));
    }

    [Theory]
    [InlineData(BillFault.NotReady)]
    [InlineData(BillFault.Truncated)]
    [InlineData(BillFault.WrongHash)]
    [InlineData(BillFault.HtmlPage)]
    public async Task A_bill_that_is_not_there_yet_or_broken_is_fetched_again(BillFault fault)
    {
        await using var world = await fixture.ShareAsync();
        world.Both(100);
        await world.WriteAsync();
        world.WeChat.FailBills(fault, times: 2);

        var run = await world.ReconcileAsync();

        Assert.Equal("Settled", run.GetProperty("state").GetString());
        Assert.Equal(1, run.GetProperty("found").GetProperty("matched").GetInt32());
    }

    [Fact]
    public async Task A_bill_that_never_comes_aborts_the_run_which_says_why()
    {
        await using var world = await fixture.StartAsync(new() { ["Reconciliation__FetchFor"] = "00:00:01" });
        world.Both(100);
        await world.WriteAsync();
        world.WeChat.FailBills(BillFault.WrongHash, times: 1000);

        var run = await world.ReconcileAsync();

        Assert.Equal("Aborted", run.GetProperty("state").GetString());
        Assert.Contains("hash", run.GetProperty("why").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await world.DifferencesAsync());
    }

    [Fact]
    public async Task A_bill_with_one_wrong_line_is_used_in_no_part_and_the_run_names_the_line()
    {
        await using var world = await fixture.StartAsync(new()
        {
            ["Reconciliation__FetchFor"] = "00:00:01",
            ["Reconciliation__Channels__wechatpay__Funds"] = "false",
        });
        world.Both(100);
        world.Both(200);
        await world.WriteAsync();
        world.WeChat.EditBills = lines => [.. lines.SkipLast(1), lines[^1] with { At = lines[^1].At.AddDays(-5) }];

        var run = await world.ReconcileAsync();

        Assert.Equal("Aborted", run.GetProperty("state").GetString());
        Assert.Matches("wechatpay/.*, line 3, column 1: '.*' is not of the bill's day", run.GetProperty("why").GetString());
        Assert.Empty(await world.DifferencesAsync());
    }

    [Fact]
    public async Task Another_tenant_finds_no_such_day()
    {
        await using var world = await fixture.ShareAsync();
        world.Both(100);
        await world.WriteAsync();
        await world.ReconcileAsync();

        Assert.Equal(404, (await world.AsDefaultTenantAsync(world.Path)).Status);
    }

    [Theory]
    [InlineData("reconciliations/wechatpay/2026-13-01", 400)]
    [InlineData("reconciliations/wechatpay/2999-01-01", 400)]
    [InlineData("reconciliations/nobody/2026-11-01", 404)]
    public async Task A_day_that_is_none_is_refused(string path, int status)
    {
        await using var world = await fixture.ShareAsync();

        Assert.Equal(status, (await world.PostAsync(path)).Status);
        Assert.Equal(status, (await world.App.GetAsync(path)).Status);
    }
}
