using System.Text.Json;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Functions.Reconciliation;

/// <summary>
/// UnionPay calls refunds, reversals and later attempts by numbers of its own making: what it tells in its files is what we sent,
/// and not what the order calls it.
/// </summary>
[Collection(nameof(DayCollection))]
public class UnionPayDayTests(DayFixture fixture)
{
    private const string Channel = "unionpay";

    [Fact]
    public async Task A_day_of_payments_later_attempts_refunds_and_a_reversal_agrees_to_the_last_row()
    {
        await using var day = await DayAsync();
        await day.Shop.PaidAsync();
        await day.Shop.RefundAsync(await day.Shop.PaidAsync());
        var second = await day.Shop.PaidAsync(isSecond: true);
        await day.Shop.RefundAsync(second);
        await day.Shop.RefundAsync(second);
        await day.Shop.ReverseAsync(await day.Shop.PaidAsync());
        day.Shop.End();

        var run = await day.World.ReconcileAsync(Channel);

        Assert.True(Text(run, "state") == "Settled", run.ToString());
        Assert.Equal((8, 8, 8, 0), (Found(run, "hereRows"), Found(run, "thereRows"), Found(run, "matched"), Found(run, "differences")));
        Assert.Equal("X2", BillNumbers.Of(second)[^2..]);
    }

    [Fact]
    public async Task What_differs_of_each_is_found_and_what_nobody_heard_is_repaired()
    {
        await using var day = await DayAsync();
        var unheard = await day.Shop.PaidAsync(isSecond: true, isHeard: false);
        var paid = await day.Shop.PaidAsync(isSecond: true);
        var refund = await day.Shop.RefundAsync(paid, isHeard: false);
        var (gone, kept) = (await day.Shop.RefundAsync(await day.Shop.PaidAsync()), await day.Shop.PaidAsync());
        day.Shop.End();
        day.Shop.Gateway.EditFiles = records => records
            .Where(one => one.Fen != gone.Amount.MinorUnits || one.OrderId == BillNumbers.Of(paid, refund))
            .Select(one => one.OrderId == kept.Key.OrderId ? one with { Fen = one.Fen + 1 } : one);

        await day.World.PostAsync(day.World.PathOf(Channel));
        var run = await day.World.UntilAsync(run => Text(run, "state") == "Confirmed", Channel);
        await Eventually.TrueAsync(async () =>
            (await day.World.DifferencesAsync(Channel)).Count(one => Text(one, "state") == "Repaired") == 3);
        var differences = await day.World.DifferencesAsync(Channel);

        Assert.Equal(4, Found(run, "differences"));
        Assert.Equal(
            [
                "Amount Payment Repaired", "MissingHere Payment Repaired", "MissingHere Refund Repaired",
                "MissingThere Refund Waiting",
            ],
            differences.Select(one => $"{Text(one, "kind")} {Movement(one)} {Text(one, "state")}").Order(StringComparer.Ordinal));
        Assert.Equal("Paid", await day.World.App.StateAsync(unheard.Key.OrderId));
        var order = (await day.World.App.GetAsync($"orders/{paid.Key.OrderId}")).Json;
        Assert.Equal("Succeeded", Text(order.GetProperty("refunds")[0], "state"));
    }

    private async Task<Day> DayAsync()
    {
        var tenant = DayFixture.NewTenant();
        var shop = await UnionPayShopDay.StartAsync(fixture.Storage, tenant);
        return new(shop, await fixture.StartAsync(shop.Settings, tenant: tenant));
    }

    private static int Found(JsonElement run, string figure) => run.GetProperty("found").GetProperty(figure).GetInt32();

    private static string Movement(JsonElement difference) =>
        Text(difference.GetProperty("here").EnumerateArray().Concat(difference.GetProperty("there").EnumerateArray()).First(), "movement");

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;

    private sealed record Day(UnionPayShopDay Shop, DayWorld World) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await World.DisposeAsync();
            await Shop.DisposeAsync();
        }
    }
}
