using System.Text.Json;

namespace PayFunctions.Tests.Functions.Reconciliation;

[Collection(nameof(DayCollection))]
public class TakenBackTests(DayFixture fixture)
{
    [Fact]
    public async Task What_was_let_stand_can_be_taken_back_and_the_next_run_asks_anew()
    {
        await using var world = await fixture.StartAsync();
        var order = world.Both(1234);
        await world.WriteAsync();
        world.WeChat.EditBills = lines => lines.Concat([lines[0]]); // The provider tells it twice.
        await world.PostAsync(DayWorld.Path);
        await Eventually.TrueAsync(async () => (await world.DifferencesAsync()).Length == 1);
        var id = Text((await world.DifferencesAsync())[0], "id");
        await world.DecideAsync(id, "approve");
        await world.UntilAsync(run => Text(run, "state") == "Settled");

        var back = await world.DecideAsync(id, "reject");
        await world.PostAsync(DayWorld.Path);
        await world.UntilAsync(run => run.GetProperty("run").GetInt32() == 2 && Text(run, "state") == "Confirmed");
        var again = Assert.Single(await world.DifferencesAsync());

        Assert.Equal("TakenBack", Text(back.Json, "state"));
        Assert.Equal((id, "Waiting", 0), (Text(again, "id"), Text(again, "state"), again.GetProperty("approvals").GetArrayLength()));
        var ledger = (await world.App.GetAsync($"orders/{order.Order.Key.OrderId}/ledger")).Json.GetProperty("postings");
        Assert.Single(ledger.EnumerateArray());
    }

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;
}
