using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace PayFunctions.Tests.Functions.Reconciliation;

/// <summary>The third side: WeChat Pay's fund-flow bill against what its trade bill must have done to the account.</summary>
[Collection(nameof(DayCollection))]
public class AccountBillTests(DayFixture fixture)
{
    [Fact]
    public async Task A_fee_that_was_taken_otherwise_than_the_trade_bill_says_waits_for_a_person()
    {
        await using var world = await fixture.ShareAsync();
        for (var i = 0; i < 4; i++) world.Both(2000 + i);
        var dear = world.Both(5000);
        await world.WriteAsync();
        world.WeChat.EditAccountBills = lines => lines.Select(
            line => line.OutTradeNo == dear.Order.OutTradeNo ? line with { FeeYuan = line.FeeYuan + 0.2m } : line);

        Assert.Equal(202, (await world.PostAsync(world.Path)).Status);
        await Eventually.TrueAsync(async () => (await world.DifferencesAsync()).Length == 1);
        var difference = (await world.DifferencesAsync())[0];
        await world.DecideAsync(Text(difference, "id"), "approve");
        var run = await world.UntilAsync(run => Text(run, "state") == "Settled");

        Assert.Equal(("Fee", "BillAndAccount", "Waiting", "Accept", dear.Order.OutTradeNo), (
            Text(difference, "kind"), Text(difference, "books"), Text(difference, "state"), Text(difference, "action"),
            Text(difference, "orderId")));
        Assert.Equal((30, 50), (Amount(difference, "here"), Amount(difference, "there")));
        // A payment and its fee each: ten lines, of which nine agree.
        Assert.Equal((10, 9, 0), (
            run.GetProperty("found").GetProperty("accountRows").GetInt32(),
            run.GetProperty("found").GetProperty("accountMatched").GetInt32(), run.GetProperty("open").GetInt32()));
        Assert.Contains("<h2>wechatpay, account</h2>", (await world.App.GetAsync($"{world.Path}/report")).Text);
        Assert.Contains("wechatpay, account,found,Fee,1\n", (await world.App.GetAsync($"{world.Path}/report?form=figures")).Text);
        Assert.Equal(["NATIVE", "扣除交易手续费"], await LinesAsync(world, Text(difference, "id")));
    }

    [Fact]
    public async Task The_account_is_left_out_where_the_channels_setting_says_so()
    {
        await using var world = await fixture.StartAsync(new() { ["Reconciliation__Channels__wechatpay__Funds"] = "false" });
        world.Both(5000);
        await world.WriteAsync();
        world.WeChat.EditAccountBills = lines => lines.Select(line => line with { FeeYuan = 1 });

        var run = await world.ReconcileAsync();

        Assert.Equal(("Settled", 0), (Text(run, "state"), run.GetProperty("found").GetProperty("differences").GetInt32()));
        Assert.False(run.GetProperty("found").TryGetProperty("accountRows", out _));
    }

    /// <summary>What the trade bill calls the movement, and the account's bill.</summary>
    private static async Task<string[]> LinesAsync(DayWorld world, string id)
    {
        var bytes = await world.App.Http.GetByteArrayAsync(
            new Uri($"{world.Path}/differences/{id}/evidence", UriKind.Relative), TestContext.Current.CancellationToken);
        using var pack = new ZipArchive(new MemoryStream(bytes));
        var lines = pack.Entries.Where(entry => entry.FullName.StartsWith("bill/", StringComparison.Ordinal)
            && entry.Name.EndsWith(".txt", StringComparison.Ordinal));
        return [.. lines.Select(Read).Select(line => Array.Find(
            ["扣除交易手续费", "NATIVE"], word => line.Contains(word, StringComparison.Ordinal)) ?? line)];

        static string Read(ZipArchiveEntry entry)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;

    private static int Amount(JsonElement difference, string side) =>
        difference.GetProperty(side)[0].GetProperty("amount").GetProperty("amount").GetInt32();
}
