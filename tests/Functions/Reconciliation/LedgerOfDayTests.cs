using System.Text;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Functions.Reconciliation;

[Collection(nameof(DayCollection))]
public class LedgerOfDayTests(DayFixture fixture)
{
    [Fact]
    public async Task Our_side_of_a_day_is_given_as_the_file_that_the_command_line_takes_whole_or_by_bucket()
    {
        await using var world = await fixture.ShareAsync();
        var orders = Enumerable.Range(0, 8).Select(i => world.Both(100 + i)).ToList();
        await world.WriteAsync();

        var whole = await world.App.GetAsync($"{world.Path}/ledger");
        var lines = new List<string>();
        for (var bucket = 0; bucket < 16; bucket++)
            lines.AddRange((await world.App.GetAsync($"{world.Path}/ledger?bucket={bucket}")).Text.Split('\n')[1..^1]);
        var (source, refusal) = BillContainer.Open(
            "ledger", new MemoryStream(Encoding.UTF8.GetBytes(whole.Text)), LedgerFile.Instance, BillExpectation.Nothing);
        var check = BillCheck.Run(source!, TestContext.Current.CancellationToken);

        Assert.Equal((200, (BillRefusal?)null, (BillRefusal?)null, 8L), (whole.Status, refusal, check.Refusal, check.Movements.Rows));
        Assert.Equal(whole.Text.Split('\n')[1..^1].Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
        Assert.All(orders, order => Assert.Contains(
            $"payment,{order.Order.OutTradeNo},,{DayWorld.TransactionOf(order)},{order.Order.Total.MinorUnits},CNY,,succeeded\n", whole.Text));
        Assert.Equal(400, (await world.App.GetAsync($"{world.Path}/ledger?bucket=16")).Status);
        Assert.DoesNotContain("payment", (await world.AsDefaultTenantAsync($"{world.Path}/ledger")).Text);
    }
}
