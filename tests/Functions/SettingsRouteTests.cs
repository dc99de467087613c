using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Audit;

namespace PayFunctions.Tests.Functions;

/// <summary>Settings that change while the app runs, over storage of their own: what they change holds for a whole app.</summary>
public sealed class SettingsRouteTests : IAsyncLifetime
{
    private readonly SettingsFixture _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_rate_limit_holds_as_soon_as_it_is_changed_and_until_it_is_taken_back()
    {
        Assert.Equal(200, (await _world.PutAsync("Edge:PerTenant:PerSecond", "1")).Status);
        Assert.Equal(200, (await _world.PutAsync("Edge:PerTenant:Burst", "3")).Status);

        var slowed = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _world.ForeignAsync()));
        await Eventually.TrueAsync(async () => (await _world.PutAsync("Edge:PerTenant:Burst", null)).Status == 200);
        await Eventually.TrueAsync(async () => (await _world.PutAsync("Edge:PerTenant:PerSecond", null)).Status == 200);
        var free = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _world.ForeignAsync()));

        Assert.Contains(429, slowed);
        Assert.DoesNotContain(429, free);
    }

    [Fact]
    public async Task Every_knob_tells_its_value_its_source_and_who_reads_it()
    {
        await _world.PutAsync("Orders:LongestPoll", "00:05:00");

        var settings = await _world.SettingsAsync();

        Assert.Equal(("00:05:00", "knob", "TimeSpan"), Told(settings["Orders:LongestPoll"]));
        Assert.Equal(("00:00:20", "settings", "TimeSpan"), Told(settings["Orders:FirstPoll"]));
        Assert.Equal(("2", "default", "Double"), Told(settings["Orders:PollGrowth"]));
        Assert.Contains("CreateOrder", settings["Orders:PollGrowth"].GetProperty("readBy").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains("CallerLimits", settings["Edge:PerTenant:Burst"].GetProperty("readBy").EnumerateArray().Select(one => one.GetString()));
        var change = settings["Orders:LongestPoll"].GetProperty("change");
        Assert.Equal(("ada", null), (change.GetProperty("by").GetString(), change.GetProperty("before").GetString()));
    }

    [Fact]
    public async Task Another_instance_heeds_a_change_within_its_watch()
    {
        await using var other = await _world.StartAppAsync([]);

        await _world.PutAsync("Edge:RefusalsOfNote", "7");

        var options = other.Services.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<PayFunctions.Edge.EdgeOptions>>();
        Assert.True(await Eventually.TrueAsync(() => Task.FromResult(options.CurrentValue.RefusalsOfNote == 7)));
    }

    [Fact]
    public async Task What_was_put_into_the_table_by_hand_and_is_wrong_is_left_out()
    {
        var table = new Azure.Data.Tables.TableServiceClient(_world.Storage).GetTableClient("Settings");
        await _world.PutAsync("Edge:RefusalsOfNote", "7");
        await table.UpsertEntityAsync(
            new Azure.Data.Tables.TableEntity("Orders", "PollGrowth") { ["Name"] = "Orders:PollGrowth", ["Value"] = "0.1", ["Who"] = "mallory", ["When"] = DateTimeOffset.UtcNow },
            Azure.Data.Tables.TableUpdateMode.Replace, Cancellation);

        var settings = await _world.SettingsAsync();

        Assert.Equal(("2", "default", "Double"), Told(settings["Orders:PollGrowth"]));
        Assert.Equal("7", settings["Edge:RefusalsOfNote"].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Actions_changes_and_refusals_stand_in_the_system_s_audit_and_its_chain_holds()
    {
        await _world.PutAsync("Edge:RefusalsOfNote", "7");
        await _world.PutAsync("Edge:RefusalsOfNote", "0.5");
        for (var times = 0; times < 5; times++) await _world.ForeignAsync("settings");

        await _world.App.Services.GetRequiredService<AuditWriter>().WriteAsync(Cancellation);

        var audit = _world.App.Services.GetRequiredService<AuditProof>();
        var verdict = Assert.Single(await audit.SystemAsync(null, Cancellation));
        Assert.Null(verdict.Broken);
        var rows = new List<string>();
        await foreach (var row in new Azure.Data.Tables.TableServiceClient(_world.Storage).GetTableClient("Audit")
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

    private static (string?, string?, string?) Told(JsonElement knob) =>
        (knob.GetProperty("value").GetString(), knob.GetProperty("source").GetString(), knob.GetProperty("type").GetString());
}
