using System.Text.Json;
using PayFunctions.Sandbox.Demo.Days;

namespace PayFunctions.Tests.Functions.Reconciliation;

/// <summary>Many differences in five minutes are one mistake: of the fetch, or of something that a person has to see.</summary>
[Collection(nameof(DayCollection))]
public class StormTests(DayFixture fixture)
{
    private const int BillsOfAFetch = 2; // Of trades, and of the account.

    private static readonly Dictionary<string, string> Settings = new() { ["Reconciliation__StormCount"] = "6" };

    [Fact]
    public async Task A_storm_that_the_next_fetch_does_not_bring_again_leaves_nothing()
    {
        await using var world = await fixture.StartAsync(new(Settings));
        for (var i = 0; i < 8; i++) world.Both(100 + i);
        await world.WriteAsync();
        var made = 0;
        world.WeChat.EditBills = lines => Interlocked.Increment(ref made) <= BillsOfAFetch ? lines.Take(1) : lines;

        var run = await world.ReconcileAsync();

        Assert.Equal(("Settled", 8, 0), (Text(run, "state"), Found(run, "matched"), Found(run, "differences")));
        Assert.False(run.TryGetProperty("storm", out _));
        Assert.Equal(2 * BillsOfAFetch, made);
        Assert.Empty(await world.DifferencesAsync());
    }

    [Fact]
    public async Task A_storm_that_stays_stops_every_repair_and_waits_for_people()
    {
        await using var world = await fixture.StartAsync(new(Settings));
        world.Both(100);
        var unheard = Enumerable.Range(0, 6).Select(i => world.There(700 + i)).ToArray();
        await world.WriteAsync();
        await world.WriteOrdersAsync(unheard);

        await world.PostAsync(world.Path);
        var run = await world.UntilAsync(run => Text(run, "state") == "Confirmed");
        var differences = await world.DifferencesAsync();

        Assert.True(run.GetProperty("storm").GetBoolean());
        Assert.Equal(6, differences.Length);
        Assert.All(differences, one => Assert.Equal(("MissingHere", "Waiting", "ConfirmPayment"), (
            Text(one, "kind"), Text(one, "state"), Text(one, "action"))));
        Assert.All(differences, one => Assert.Contains("6 differences within 5 minutes", Text(one, "why")));
        Assert.Equal("AwaitingPayment", await world.App.StateAsync(unheard[0].Order.Key.OrderId));
    }

    private static int Found(JsonElement run, string figure) => run.GetProperty("found").GetProperty(figure).GetInt32();

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;
}
