using System.Text.Json;
using PayFunctions.Sandbox.Demo.Days;

namespace PayFunctions.Tests.Functions.Reconciliation;

[Collection(nameof(DayCollection))]
public class TakenBackTests(DayFixture fixture)
{
    [Fact]
    public async Task What_was_let_stand_can_be_taken_back_and_the_next_run_asks_anew()
    {
        await using var world = await fixture.ShareAsync();
        var order = world.Both(1234);
        await world.WriteAsync();
        world.WeChat.EditBills = lines => lines.Concat([lines[0]]); // The provider tells it twice.
        await world.PostAsync(world.Path);
        await Eventually.TrueAsync(async () => (await world.DifferencesAsync()).Length == 1);
        var id = Text((await world.DifferencesAsync())[0], "id");
        await world.DecideAsync(id, "approve");
        await world.UntilAsync(run => Text(run, "state") == "Settled");

        var back = await world.DecideAsync(id, "reject");
        await world.PostAsync(world.Path);
        await world.UntilAsync(run => run.GetProperty("run").GetInt32() == 2 && Text(run, "state") == "Confirmed");
        var again = Assert.Single(await world.DifferencesAsync());

        Assert.Equal("TakenBack", Text(back.Json, "state"));
        Assert.Equal((id, "Waiting", 0), (Text(again, "id"), Text(again, "state"), again.GetProperty("approvals").GetArrayLength()));
        var ledger = (await world.App.GetAsync($"orders/{order.Order.Key.OrderId}/ledger")).Json.GetProperty("postings");
        Assert.Single(ledger.EnumerateArray());
    }

    [Fact]
    public async Task Money_that_was_confirmed_goes_back_by_a_refund_of_its_order_and_on_two_people_s_word_where_it_is_much()
    {
        await using var world = await fixture.StartAsync(new() { ["Reconciliation__SecondApproverAbove"] = "1000" });
        var (unheard, late, paid) = (world.There(5000), world.There(888), world.Both(900));
        var refunding = paid.Refunding("RF1", 300, "5030RF1", world.Noon.AddMinutes(1));
        world.WeChat.Seed([], [ProviderDay.WeChatRefund(refunding, DayWorld.TransactionOf(paid), "RF1", "5030RF1", 300, world.Noon.AddMinutes(1))]);
        await world.WriteAsync();
        await world.WriteOrdersAsync(unheard, late.Closed(world.Noon), refunding);
        var run = await world.ReconcileAsync();
        Assert.Equal((3, 3), (run.GetProperty("repaired").GetInt32(), run.GetProperty("found").GetProperty("differences").GetInt32()));
        var ids = (await world.DifferencesAsync()).ToDictionary(one => Text(one, "orderId"), one => Text(one, "id"));

        var no = await world.DecideAsync(ids[unheard.Order.OutTradeNo], "reject");
        var first = await world.DecideAsync(ids[unheard.Order.OutTradeNo], "take-back");
        var same = await world.DecideAsync(ids[unheard.Order.OutTradeNo], "take-back", "ann");
        var second = await world.DecideAsync(ids[unheard.Order.OutTradeNo], "take-back", "Bob");
        var again = await world.DecideAsync(ids[unheard.Order.OutTradeNo], "take-back", "Cid");
        var (lateAnswer, refundAnswer) = (
            await world.DecideAsync(ids[late.Order.OutTradeNo], "take-back"), await world.DecideAsync(ids[paid.Order.OutTradeNo], "take-back"));

        Assert.Equal((409, "Repaired", 409, "TakenBack", "TakenBack"), (
            no.Status, Text(first.Json, "state"), same.Status, Text(second.Json, "state"), Text(again.Json, "state")));
        Assert.Equal(["Ann", "Bob"], second.Json.GetProperty("takeBacks").EnumerateArray().Select(one => Text(one, "by")));
        Assert.Equal((409, 409), (lateAnswer.Status, refundAnswer.Status));
        Assert.Contains("goes back by itself", lateAnswer.Text);
        Assert.Contains("only the provider takes a refund back", refundAnswer.Text);
        Assert.Equal(["payment", "refund"], await KindsAsync(world, unheard.Order.Key.OrderId));
        Assert.Equal(0, (await world.ReconcileAsync()).GetProperty("found").GetProperty("differences").GetInt32());
    }

    /// <summary>Once all of it has gone back.</summary>
    private static async Task<string[]> KindsAsync(DayWorld world, string orderId)
    {
        await Eventually.TrueAsync(async () => await world.App.StateAsync(orderId) == "Refunded");
        var ledger = (await world.App.GetAsync($"orders/{orderId}/ledger")).Json.GetProperty("postings");
        return [.. ledger.EnumerateArray().Select(one => Text(one, "kind"))];
    }

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;
}
