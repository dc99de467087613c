using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Knobs;
using PayFunctions.Sandbox.Azurite;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Functions;

/// <summary>Settings that change while the app runs, over storage of their own: what they change holds for a whole app.</summary>
public sealed class SettingsRouteTests : IAsyncLifetime
{
    private AzuriteProcess _azurite = null!;
    private SimulatedWeChatPay _provider = null!;
    private RunningApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(folder: null, port: null, _ => { }, Cancellation);
        _provider = await SimulatedWeChatPay.StartAsync(new() { TimeScale = 1.0 / 3600 }, Cancellation);
        _app = await RunningApp.StartAsync(
            _azurite.ConnectionString, _provider, new() { ["Knobs__Watch"] = "00:00:00.2", ["Orders__FirstPoll"] = "00:00:20" });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _provider.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task A_rate_limit_holds_as_soon_as_it_is_changed_and_until_it_is_taken_back()
    {
        Assert.Equal(200, (await PutAsync("Edge:PerTenant:PerSecond", "1")).Status);
        Assert.Equal(200, (await PutAsync("Edge:PerTenant:Burst", "3")).Status);

        var slowed = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ForeignAsync()));
        await Eventually.TrueAsync(async () => (await PutAsync("Edge:PerTenant:Burst", null)).Status == 200);
        await Eventually.TrueAsync(async () => (await PutAsync("Edge:PerTenant:PerSecond", null)).Status == 200);
        var free = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ForeignAsync()));

        Assert.Contains(429, slowed);
        Assert.DoesNotContain(429, free);
    }

    [Fact]
    public async Task Every_knob_tells_its_value_its_source_and_who_reads_it()
    {
        await PutAsync("Orders:LongestPoll", "00:05:00");

        var settings = await SettingsAsync();

        Assert.Equal(("00:05:00", "knob", "TimeSpan"), Told(settings["Orders:LongestPoll"]));
        Assert.Equal(("00:00:20", "settings", "TimeSpan"), Told(settings["Orders:FirstPoll"]));
        Assert.Equal(("2", "default", "Double"), Told(settings["Orders:PollGrowth"]));
        Assert.Contains("CreateOrder", settings["Orders:PollGrowth"].GetProperty("readBy").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains("CallerLimits", settings["Edge:PerTenant:Burst"].GetProperty("readBy").EnumerateArray().Select(one => one.GetString()));
        var change = settings["Orders:LongestPoll"].GetProperty("change");
        Assert.Equal(("ada", null), (change.GetProperty("by").GetString(), change.GetProperty("before").GetString()));
    }

    [Theory]
    [InlineData("Orders:LongestPoll", "-00:00:01", 422)]
    [InlineData("Orders:LongestPoll", "00:00:01", 422)] // Below Orders:FirstPoll.
    [InlineData("Edge:PerTenant:Burst", "many", 422)]
    [InlineData("WeChatPay:Merchants:1900000001:ApiV3Key", "x", 404)]
    [InlineData("Storage:Orders:0", "x", 404)]
    [InlineData("Tenants:acme:Keys:0", "x", 404)]
    [InlineData("Webhooks:AllowPrivateAddresses", "true", 404)]
    [InlineData("Reconciliation:SecondApproverAbove", "999999999", 404)]
    [InlineData("Edge:AllowedSources", "x", 404)]
    [InlineData("No:Such", "1", 404)]
    public async Task What_the_rules_refuse_and_what_is_no_knob_changes_nothing(string name, string value, int status)
    {
        var answer = await PutAsync(name, value);

        Assert.Equal(status, answer.Status);
        Assert.Equal("application/problem+json", answer.Type);
        Assert.All((await SettingsAsync()).Values, knob => Assert.NotEqual("knob", knob.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task Another_tenant_finds_no_settings()
    {
        Assert.Equal(404, await ForeignAsync("settings"));
        using var put = Put("Edge:RefusalsOfNote", "1");
        put.Headers.Add("x-api-key", "the-key-of-acme-0001");
        Assert.Equal(404, (await _app.SendAsync(put)).Status);
    }

    [Fact]
    public async Task Another_instance_heeds_a_change_within_its_watch()
    {
        await using var other = await RunningApp.StartAsync(_azurite.ConnectionString, _provider, new() { ["Knobs__Watch"] = "00:00:00.2" });

        await PutAsync("Edge:RefusalsOfNote", "7");

        var options = other.Services.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<PayFunctions.Edge.EdgeOptions>>();
        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(options.CurrentValue.RefusalsOfNote == 7)));
    }

    [Fact]
    public async Task What_was_put_into_the_table_by_hand_and_is_wrong_is_left_out()
    {
        var table = new Azure.Data.Tables.TableServiceClient(_azurite.ConnectionString).GetTableClient("Settings");
        await PutAsync("Edge:RefusalsOfNote", "7");
        await table.UpsertEntityAsync(
            new Azure.Data.Tables.TableEntity("Orders", "PollGrowth") { ["Name"] = "Orders:PollGrowth", ["Value"] = "0.1", ["Who"] = "mallory", ["When"] = DateTimeOffset.UtcNow },
            Azure.Data.Tables.TableUpdateMode.Replace, Cancellation);

        var settings = await SettingsAsync();

        Assert.Equal(("2", "default", "Double"), Told(settings["Orders:PollGrowth"]));
        Assert.Equal("7", settings["Edge:RefusalsOfNote"].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Actions_changes_and_refusals_stand_in_the_system_s_audit_and_its_chain_holds()
    {
        await PutAsync("Edge:RefusalsOfNote", "7");
        await PutAsync("Edge:RefusalsOfNote", "0.5");
        for (var times = 0; times < 5; times++) await ForeignAsync("settings");

        await _app.Services.GetRequiredService<AuditWriter>().WriteAsync(Cancellation);

        var audit = _app.Services.GetRequiredService<AuditProof>();
        var verdict = Assert.Single(await audit.SystemAsync(null, Cancellation));
        Assert.Null(verdict.Broken);
        var rows = new List<string>();
        await foreach (var row in new Azure.Data.Tables.TableServiceClient(_azurite.ConnectionString).GetTableClient("Audit")
            .QueryAsync<Azure.Data.Tables.TableEntity>(filter: (string?)null, cancellationToken: Cancellation))
        {
            if (ChainProof.IsOfChain(row)) rows.Add($"{row["Actor"]} {row["Action"]} {row["Subject"]} {row["Detail"]}");
        }

        Assert.Contains("default ada ChangeSetting /api/settings/Edge:RefusalsOfNote asked: a test", rows);
        Assert.Contains("ada SettingChanged Edge:RefusalsOfNote (settings) -> 7: a test", rows);
        Assert.Contains("default ada ChangeSetting /api/settings/Edge:RefusalsOfNote answered 200", rows);
        Assert.Contains("default ada ChangeSetting /api/settings/Edge:RefusalsOfNote answered 422", rows);
        Assert.Single(rows, row => row.StartsWith("app Refused api_refusals GetSettings 404 5 times", StringComparison.Ordinal));
    }

    private async Task<Dictionary<string, JsonElement>> SettingsAsync() =>
        (await _app.GetAsync("settings")).Json.GetProperty("settings").EnumerateArray()
            .ToDictionary(knob => knob.GetProperty("name").GetString()!);

    private static (string?, string?, string?) Told(JsonElement knob) =>
        (knob.GetProperty("value").GetString(), knob.GetProperty("source").GetString(), knob.GetProperty("type").GetString());

    private async Task<Answer> PutAsync(string name, string? value)
    {
        using var request = Put(name, value);
        return await _app.SendAsync(request);
    }

    private static HttpRequestMessage Put(string name, string? value)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"settings/{name}")
        {
            Content = JsonContent.Create(new { value, by = "ada", reason = "a test" }),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        return request;
    }

    private async Task<int> ForeignAsync(string path = "wallets/nobody")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("x-api-key", "the-key-of-acme-0001");
        return (await _app.SendAsync(request)).Status;
    }
}
