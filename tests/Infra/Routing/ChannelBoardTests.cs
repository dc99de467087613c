using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core.Routing;
using PayFunctions.Infra.Routing;
using PayFunctions.Tests.Infra.Audit;
using PayFunctions.Tests.Infra.Storage;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Routing;

/// <summary>Two instances of the app over one store; a channel of the test's own.</summary>
public class ChannelBoardTests
{
    private readonly StoreWorld _world;
    private readonly RoutingOptions _options = new();
    private readonly string _channel = $"channel-{Guid.NewGuid():N}";

    public ChannelBoardTests(AzuriteFixture azurite)
    {
        _world = new(azurite.ConnectionString);
        _options.Routes["only"] = new() { Channel = _channel, MerchantId = "1" };
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_instance_finds_the_other_knows_once_its_knowledge_is_old()
    {
        var (one, two) = (Board(), Board());
        Assert.Equal(Availability.Up, await LookAsync(two));

        await HearAsync(one, failures: 10);

        Assert.Equal((Availability.CircuitOpen, Availability.Up), (await LookAsync(one), await LookAsync(two)));
        _world.Clock.Advance(_options.Breaker.SharedWithin);
        Assert.Equal(Availability.CircuitOpen, await LookAsync(two));
    }

    [Fact]
    public async Task What_each_counts_is_its_own()
    {
        var (one, two) = (Board(), Board());

        await HearAsync(one, failures: 9);
        await HearAsync(two, failures: 9);

        Assert.Equal((Availability.Up, Availability.Up), (await LookAsync(one), await LookAsync(two)));
    }

    [Fact]
    public async Task Every_change_is_written_beside_the_breaker_with_its_reason()
    {
        var board = Board();
        await HearAsync(board, failures: 10);
        _world.Clock.Advance(_options.Breaker.OpenFor);
        await board.ProbeAsync(_channel, _ => Probed(failed: false), Cancellation);

        Assert.Equal(
            ["Closed -> Open Failing", "Open -> HalfOpen CooledDown", "HalfOpen -> Closed Recovered"], await AuditAsync());
        Assert.Equal(Availability.Up, await LookAsync(board));
    }

    [Fact]
    public async Task A_channel_is_left_alone_until_its_pause_is_over_and_again_after_a_probe_that_fails()
    {
        var (board, probes) = (Board(), 0);
        await HearAsync(board, failures: 10);

        await ProbeAsync();
        Assert.Equal(0, probes);
        _world.Clock.Advance(_options.Breaker.OpenFor);
        await ProbeAsync();
        await ProbeAsync();

        Assert.Equal(1, probes);
        Assert.Equal(Availability.CircuitOpen, await LookAsync(board));

        Task ProbeAsync() => board.ProbeAsync(
            _channel,
            _ =>
            {
                probes++;
                return Probed(failed: true);
            },
            Cancellation);
    }

    [Fact]
    public async Task A_call_that_was_begun_before_the_channel_came_back_says_nothing_of_it()
    {
        var board = Board();
        await HearAsync(board, failures: 10);
        _world.Clock.Advance(_options.Breaker.OpenFor);
        await board.ProbeAsync(_channel, _ => Probed(failed: false), Cancellation);

        for (var nth = 0; nth < 10; nth++)
            await board.HearAsync(_channel, failed: true, _options.Breaker.OpenFor, Cancellation);

        Assert.Equal(Availability.Up, await LookAsync(board));
    }

    [Fact]
    public async Task Of_two_that_find_it_at_once_one_writes_it_and_both_know()
    {
        var (one, two) = (Board(), Board());
        await LookAsync(one);
        await LookAsync(two);

        await Task.WhenAll(HearAsync(one, failures: 10), HearAsync(two, failures: 10));

        Assert.Equal(["Closed -> Open Failing"], await AuditAsync());
        Assert.Equal((Availability.CircuitOpen, Availability.CircuitOpen), (await LookAsync(one), await LookAsync(two)));
    }

    [Fact]
    public async Task A_maintenance_window_needs_no_failure()
    {
        var now = _world.Clock.GetUtcNow();
        _options.Maintenance[_channel] = [new() { From = now, Until = now.AddMinutes(1) }];
        var board = Board();

        Assert.Equal(Availability.Maintenance, await LookAsync(board));
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Availability.Up, await LookAsync(board));
    }

    [Fact]
    public async Task A_channel_that_no_route_names_is_not_watched()
    {
        var board = Board();
        for (var nth = 0; nth < 20; nth++) await board.HearAsync("nobody's", true, TimeSpan.Zero, Cancellation);

        Assert.Equal(Availability.Up, (await board.LookAsync(["nobody's"], Cancellation))("nobody's"));
    }

    /// <summary>A probe takes its time, so that the changes around it come one after the other.</summary>
    private Task<bool> Probed(bool failed)
    {
        _world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return Task.FromResult(failed);
    }

    private ChannelBoard Board() => new(
        new(_world.Accounts), Audits.Writer(_world.Accounts, _world.Clock), new Monitored<RoutingOptions>(_options), _world.Clock,
        NullLogger<ChannelBoard>.Instance);

    private async Task<Availability> LookAsync(ChannelBoard board) =>
        (await board.LookAsync([_channel], Cancellation))(_channel);

    private async Task HearAsync(ChannelBoard board, int failures)
    {
        for (var nth = 0; nth < failures; nth++)
            await board.HearAsync(_channel, failed: true, TimeSpan.FromMilliseconds(5), Cancellation);
    }

    private async Task<List<string>> AuditAsync()
    {
        var rows = new List<string>();
        var table = _world.Accounts.Holding("Channels", _channel);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {_channel} and RowKey ge {"audit|"} and RowKey lt {"audit}"}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation))
            rows.Add(row.GetString("Detail"));
        return rows;
    }
}
