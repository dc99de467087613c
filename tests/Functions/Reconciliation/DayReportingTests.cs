using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PayFunctions.Core.Reconciliation.Evidence;

namespace PayFunctions.Tests.Functions.Reconciliation;

[Collection(nameof(DayCollection))]
public class DayReportingTests(DayFixture fixture)
{
    [Fact]
    public async Task A_differences_evidence_holds_the_bills_own_line_the_order_and_what_was_decided()
    {
        await using var world = await fixture.ShareAsync();
        world.Both(100);
        var unheard = world.There(777);
        await world.WriteAsync();
        await world.WriteOrdersAsync(unheard);
        await world.ReconcileAsync();
        var id = Assert.Single(await world.DifferencesAsync()).GetProperty("id").GetString()!;

        using var response = await world.App.Http.GetAsync($"{world.Path}/differences/{id}/evidence", TestContext.Current.CancellationToken);

        Assert.Equal("application/zip", response.Content.Headers.ContentType?.MediaType);
        var pack = new MemoryStream(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Null(EvidencePack.Verify(pack));
        using var archive = new ZipArchive(pack);
        var line = Text(archive, "bill/line-1.txt");
        Assert.StartsWith("`", line);
        Assert.EndsWith("\r\n", line);
        Assert.Contains($"`{unheard.Order.Key.OrderId},", line);
        Assert.Contains("PaymentSucceeded", Text(archive, "order/history.json"));
        Assert.Equal(777, Json(archive, "order/postings.json")[0].GetProperty("entries")[0].GetProperty("debit").GetInt64());
        Assert.Contains("Repaired", Json(archive, "audit.json").EnumerateArray().Select(row => row.GetProperty("entry").GetProperty("action").GetString()));
    }

    [Fact]
    public async Task There_is_no_evidence_of_what_is_not_there_or_not_the_callers()
    {
        await using var world = await fixture.ShareAsync();
        world.Both(100);
        world.There(777);
        await world.WriteAsync();
        await world.PostAsync(world.Path);
        await Eventually.TrueAsync(async () => (await world.DifferencesAsync()).Length == 1);
        var id = (await world.DifferencesAsync())[0].GetProperty("id").GetString()!;

        var nothing = await world.App.GetAsync($"{world.Path}/differences/0000/evidence");
        var others = await world.AsDefaultTenantAsync($"{world.Path}/differences/{id}/evidence");

        Assert.Equal(404, nothing.Status);
        Assert.EndsWith("no-such-difference", nothing.Json.GetProperty("type").GetString());
        Assert.Equal(404, others.Status);
    }

    [Fact]
    public async Task Shadow_rules_are_reported_and_never_applied()
    {
        await using var world = await fixture.StartAsync(new() { ["Reconciliation__Channels__wechatpay__Shadow"] = "cut-off=00:00:00" });
        world.Both(100);
        var near = world.There(777, world.Day.AddMinutes(1)); // Near the border: carried, and not yet called missing.
        await world.WriteAsync();
        world.WeChat.EditAccountBills = lines => lines.Where(line => line.OutTradeNo != near.Order.OutTradeNo);

        var run = await world.ReconcileAsync();
        var page = (await world.App.GetAsync($"{world.Path}/report")).Text;

        // A payment here, and there the payment and its fee.
        Assert.Equal((0, 3), (
            run.GetProperty("found").GetProperty("differences").GetInt32(), run.GetProperty("found").GetProperty("carried").GetInt32()));
        Assert.Empty(await world.DifferencesAsync());
        Assert.Contains("They find 1 differences instead of 0.", page);
        Assert.Contains("<td>Carried</td><td>MissingHere</td>", page);
        Assert.Contains("They find 2 differences instead of 0.", page);
        Assert.Contains("<td>Carried</td><td>MissingThere</td>", page);
    }

    [Fact]
    public async Task A_setting_of_shadow_rules_that_does_not_read_stops_the_start()
    {
        var wrong = await Assert.ThrowsAnyAsync<Exception>(() =>
            fixture.StartAsync(new() { ["Reconciliation__Channels__wechatpay__Shadow"] = "amounts=ignore" }));

        Assert.Contains("Reconciliation:Channels:wechatpay:Shadow", wrong.ToString());
    }

    [Fact]
    public async Task What_was_decided_hangs_together_by_hashes_and_the_report_says_so()
    {
        await using var world = await fixture.ShareAsync();
        world.Both(1234);
        await world.WriteAsync();
        world.WeChat.EditBills = lines => lines.Concat([lines[0]]);
        await world.PostAsync(world.Path);
        await Eventually.TrueAsync(async () => (await world.DifferencesAsync()).Length == 1);
        await world.DecideAsync((await world.DifferencesAsync())[0].GetProperty("id").GetString()!, "approve");

        await world.UntilAsync(run => run.GetProperty("state").GetString() == "Settled");
        var page = (await world.App.GetAsync($"{world.Path}/report")).Text;

        Assert.Contains("audit chain<b class=\"good\">holds</b>", page);
        Assert.Contains("<td>Ann</td><td>Approved</td>", page);
        Assert.Contains("<td>app</td><td>Preparing</td><td>run 1</td>", page);
    }

    [Fact]
    public async Task A_days_quality_tells_its_rate_its_hours_and_how_long_differences_stayed()
    {
        await using var world = await fixture.StartAsync();
        for (var i = 0; i < 3; i++) world.Both(100 + i);
        var unheard = world.There(777);
        await world.WriteAsync();
        await world.WriteOrdersAsync(unheard);
        await world.ReconcileAsync();

        var quality = (await world.App.GetAsync($"quality/{DayFixture.Yesterday:yyyy-MM-dd}?days=2")).Json;

        var channel = Assert.Single(quality.GetProperty("channels").EnumerateArray());
        Assert.Equal((1.0, 8), (channel.GetProperty("matchRate").GetDouble(), channel.GetProperty("rows").GetInt32()));
        Assert.Contains(channel.GetProperty("state").GetString(), (string[])["Met", "Late"]); // By the hour at which the test runs.
        Assert.Equal(1, channel.GetProperty("differencesByHour")[12].GetInt32());
        var cause = Assert.Single(quality.GetProperty("causes").EnumerateArray());
        Assert.Equal((1, 1), (cause.GetProperty("found").GetInt32(), cause.GetProperty("repaired").GetInt32()));
        Assert.True(cause.GetProperty("meanSecondsToDetect").GetDouble() > 3600, cause.ToString());
        Assert.Equal(1, quality.GetProperty("window").GetProperty("days").GetInt32());
        Assert.Equal(400, (await world.App.GetAsync("quality/yesterday")).Status);
        Assert.Equal(400, (await world.App.GetAsync($"quality/{DayFixture.Yesterday:yyyy-MM-dd}?days=99")).Status);
    }

    private static JsonElement Json(ZipArchive archive, string name) => JsonDocument.Parse(Text(archive, name)).RootElement;

    private static string Text(ZipArchive archive, string name)
    {
        using var reader = new StreamReader(archive.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
