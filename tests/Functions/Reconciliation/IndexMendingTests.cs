using System.Text.Json;
using PayFunctions.Core.Ledger;
using PayFunctions.Sandbox.Demo.Days;

namespace PayFunctions.Tests.Functions.Reconciliation;

/// <summary>Ours against ourselves: what a bill could never tell, since it lacks it too.</summary>
[Collection(nameof(DayCollection))]
public class IndexMendingTests(DayFixture fixture)
{
    [Fact]
    public async Task What_index_and_bill_both_lack_is_found_by_the_orders()
    {
        await using var world = await fixture.ShareAsync();
        world.Both(100);
        await world.WriteAsync();
        var nowhere = SeededOrder.Awaiting(world.Tenant, "wechatpay", DayFixture.Merchant, $"NW{Guid.NewGuid():N}"[..20], 555, world.Noon);
        await world.WriteOrdersAsync(nowhere.Paid("4200NOWHERE", world.Noon));

        await world.PostAsync(world.Path);
        await Eventually.TrueAsync(async () => (await world.DifferencesAsync()).Length == 1);
        var difference = (await world.DifferencesAsync())[0];
        await world.DecideAsync(difference.GetProperty("id").GetString()!, "approve");
        var run = await world.UntilAsync(run => run.GetProperty("state").GetString() == "Settled");

        Assert.Equal(("MissingThere", nowhere.Order.OutTradeNo), (
            difference.GetProperty("kind").GetString(), difference.GetProperty("orderId").GetString()));
        Assert.Equal((2, 1), (Found(run, "hereRows"), Found(run, "indexMended")));
    }

    [Fact]
    public async Task A_line_that_no_order_posted_goes_and_one_that_tells_other_money_is_mended()
    {
        await using var world = await fixture.ShareAsync();
        var (twice, other) = (world.Both(100), world.Both(200));
        await world.WriteAsync();
        await world.Seeding.WriteIndexTwiceAsync(twice, TestContext.Current.CancellationToken);
        await world.Seeding.WriteIndexAsync([other with { Postings = [WithCent(other.Postings[0])] }], TestContext.Current.CancellationToken);

        var first = await world.ReconcileAsync();
        var second = await world.ReconcileAsync();

        Assert.Equal((2, 2, 0), (Found(first, "indexMended"), Found(first, "matched"), Found(first, "differences")));
        Assert.Equal((0, 2), (Found(second, "indexMended"), Found(second, "matched")));
    }

    [Fact]
    public async Task A_setting_says_how_much_of_that_is_done()
    {
        await using var world = await fixture.StartAsync(new() { ["Reconciliation__CheckIndex"] = "Missing" });
        var twice = world.Both(100);
        await world.WriteAsync();
        await world.Seeding.WriteIndexTwiceAsync(twice, TestContext.Current.CancellationToken);

        await world.PostAsync(world.Path);
        await Eventually.TrueAsync(async () => (await world.DifferencesAsync()).Length == 1);

        Assert.Equal("DuplicateHere", (await world.DifferencesAsync())[0].GetProperty("kind").GetString());
    }

    private static Posting WithCent(Posting posting) => new(
        posting.Sequence, posting.At, posting.Kind,
        [.. posting.Entries.Select(one => one with { Debit = one.Debit > 0 ? one.Debit + 1 : 0, Credit = one.Credit > 0 ? one.Credit + 1 : 0 })]);

    private static int Found(JsonElement run, string figure) => run.GetProperty("found").GetProperty(figure).GetInt32();
}
