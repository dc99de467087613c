using System.Text.Json;
using Microsoft.DurableTask.Client;
using PayFunctions.Orders;
using PayFunctions.Tests.Embedded.Durable;

namespace PayFunctions.Tests.Functions;

public sealed class OrderLifecycleTests : IAsyncDisposable
{
    private const string Id = "order-default-ORD0001";

    private readonly World _world = new();
    private readonly Queue<Standing> _standings = new();
    private readonly List<TimeSpan> _asked = [];
    private readonly DateTimeOffset _start;
    private int _followedUp;

    public OrderLifecycleTests()
    {
        _start = _world.Clock.GetUtcNow();
        _world.Orchestrator(nameof(OrderLifecycle), async context => await OrderLifecycle.RunAsync(context));
        _world.Activity(nameof(AskOrder), (_, _, _) =>
        {
            _asked.Add(_world.Clock.GetUtcNow() - _start);
            var standing = _standings.Count > 0 ? _standings.Dequeue() : Standing.Open;
            return Task.FromResult<string?>(JsonSerializer.Serialize(new Woken(standing)));
        });
        _world.Activity(nameof(FollowUpOrder), (_, _, _) =>
        {
            _followedUp++;
            return Task.FromResult<string?>(null);
        });
        _world.Open();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_hint_wakes_it_and_what_it_then_reads_ends_it_with_one_follow_up()
    {
        _standings.Enqueue(Standing.Booked);
        await StartAsync();

        await HintAsync();

        Assert.Equal(Standing.Booked, await _world.ResultAsync<Standing>(Id));
        Assert.Equal([TimeSpan.Zero], _asked);
        Assert.Equal(1, _followedUp);
    }

    [Fact]
    public async Task Without_any_hint_it_asks_by_its_plan_and_last_at_the_expiry()
    {
        await StartAsync();

        await LiveAsync(TimeSpan.FromMinutes(30));

        Assert.Equal([0.5, 1.5, 3.5, 7.5, 15.5, 25.5, 30], _asked.Select(at => at.TotalMinutes));
    }

    [Fact]
    public async Task After_the_expiry_it_asks_ever_less_and_at_last_fails_for_all_to_see()
    {
        await StartAsync();

        await LiveAsync(TimeSpan.FromMinutes(30));
        var before = _asked.Count;
        await LiveAsync(TimeSpan.FromDays(2));

        Assert.Equal(
            [0.5, 1.5, 3.5, 7.5, 15.5, 31.5, 63.5, 123.5],
            _asked.Skip(before).Take(8).Select(at => at.TotalMinutes - 30));
        Assert.InRange(_asked[^1], TimeSpan.FromDays(1), TimeSpan.FromDays(1.2));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await _world.FindAsync(Id))!.RuntimeStatus);
        Assert.Equal(0, _followedUp);
    }

    [Fact]
    public async Task A_hint_that_changes_nothing_takes_no_question_of_the_plan_away()
    {
        await StartAsync();

        await HintAsync();
        await HintAsync();
        await LiveAsync(TimeSpan.FromMinutes(2));

        Assert.Equal([0, 0, 0.5, 1.5], _asked.Select(at => at.TotalMinutes));
    }

    [Fact]
    public async Task However_often_it_is_hinted_its_history_stays_short_and_its_plan_is_kept()
    {
        await StartAsync();

        for (var hints = 0; hints < 100; hints++) await HintAsync();
        var hinted = _asked.Count;
        await LiveAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(20, hinted);
        Assert.Equal([0.5, 1.5], _asked.Skip(hinted).Select(at => at.TotalMinutes));
    }

    [Fact]
    public async Task An_order_that_ended_without_money_is_not_followed_up()
    {
        _standings.Enqueue(Standing.Ended);
        await StartAsync();

        await HintAsync();

        Assert.Equal(Standing.Ended, await _world.ResultAsync<Standing>(Id));
        Assert.Equal(0, _followedUp);
    }

    [Fact]
    public async Task A_question_that_fails_is_asked_again_and_ends_nothing()
    {
        var failures = 0;
        _world.Activity(nameof(AskOrder), (_, _, _) => ++failures <= 7
            ? throw new TimeoutException("Storage is away.")
            : Task.FromResult<string?>(JsonSerializer.Serialize(new Woken(Standing.Booked))));
        await StartAsync();

        await HintAsync();
        await LiveAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(Standing.Booked, await _world.ResultAsync<Standing>(Id));
        Assert.Equal(8, failures);
        Assert.Equal(1, _followedUp);
    }

    [Fact]
    public async Task After_a_crash_it_goes_on_where_it_was()
    {
        await StartAsync();
        await LiveAsync(TimeSpan.FromMinutes(2));
        _standings.Enqueue(Standing.Booked);

        _world.OpenCopy();
        await HintAsync();

        Assert.Equal(Standing.Booked, await _world.ResultAsync<Standing>(Id));
        Assert.Equal([0.5, 1.5, 2], _asked.Select(at => at.TotalMinutes));
        Assert.Equal(1, _followedUp);
    }

    [Fact]
    public async Task Started_after_its_expiry_it_asks_at_once()
    {
        await StartAsync(expiresIn: -TimeSpan.FromMinutes(10));

        await _world.AdvanceAsync(TimeSpan.FromMilliseconds(1)); // A clock that stands still lets nothing fall due.

        Assert.Single(_asked);
    }

    [Theory]
    [InlineData(0.001, 1)]
    [InlineData(30, 1)]
    [InlineData(30, 10)]
    public void Whatever_the_plan_its_wakes_rise_and_come_to_an_end(double firstPollSeconds, double growth)
    {
        var now = new DateTime(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc);
        var life = Life(TimeSpan.FromMinutes(30)) with { FirstPollSeconds = firstPollSeconds, PollGrowth = growth };

        var wakes = life.Wakes(now).ToList();

        Assert.Equal(wakes.Order(), wakes);
        Assert.InRange(wakes.Count, 2, 500);
        Assert.Contains(now.AddMinutes(30), wakes);
    }

    [Fact]
    public void Started_anew_long_after_the_expiry_it_asks_once_and_then_from_now_on_by_the_plan()
    {
        var life = Life(-TimeSpan.FromDays(30));

        var wakes = life.Wakes(_start.UtcDateTime).Take(4).Select(at => (at - _start.UtcDateTime).TotalSeconds);

        Assert.Equal([0, 30, 90, 210], wakes);
    }

    private OrderLife Life(TimeSpan expiresIn) => new(
        "default", "ORD0001", _start + expiresIn, 30, 2, 600, 3600, TimeSpan.FromDays(1).TotalSeconds);

    private Task StartAsync(TimeSpan? expiresIn = null) =>
        _world.StartAsync(nameof(OrderLifecycle), Life(expiresIn ?? TimeSpan.FromMinutes(30)), Id);

    private Task HintAsync() => _world.RaiseAsync(Id, OrderLifecycle.Hint);

    /// <summary>
    /// Half a second at a time where that is soon done, so that nothing that falls due is passed over.
    /// </summary>
    private async Task LiveAsync(TimeSpan span)
    {
        var step = span > TimeSpan.FromHours(1) ? TimeSpan.FromMinutes(0.5) : TimeSpan.FromSeconds(15);
        for (var lived = TimeSpan.Zero; lived < span; lived += step) await _world.AdvanceAsync(step);
    }
}
