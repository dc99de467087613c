using System.Text.Json;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Failures;
using PayFunctions.Refunds;
using PayFunctions.Tests.Embedded.Durable;
using PayFunctions.Webhooks;

namespace PayFunctions.Tests.Functions;

public sealed class RefundLifecycleTests : IAsyncDisposable
{
    private const string Id = "refund-default-ORD0001~REF1";

    private readonly World _world = new();
    private readonly Queue<RefundStanding> _standings = new();
    private readonly List<(double Minutes, RefundStanding Last)> _asked = [];
    private readonly DateTimeOffset _start;
    private int _told;

    public RefundLifecycleTests()
    {
        _start = _world.Clock.GetUtcNow();
        _world.Orchestrator(nameof(RefundLifecycle), async context => await RefundLifecycle.RunAsync(context));
        _world.Activity(nameof(AskRefund), (_, input, _) =>
        {
            var ask = JsonSerializer.Deserialize<RefundAsk>(input!, JsonSerializerOptions.Web)!;
            _asked.Add(((_world.Clock.GetUtcNow() - _start).TotalMinutes, ask.Last));
            return Task.FromResult<string?>(JsonSerializer.Serialize(new RefundWoken(Next())));
        });
        _world.Activity(nameof(StartWebhooks), (_, _, _) =>
        {
            _told++;
            return Task.FromResult<string?>(null);
        });
        _world.Open();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task It_waits_for_the_hint_that_the_refund_is_written_and_then_asks_at_once()
    {
        _standings.Enqueue(RefundStanding.Ended);
        await StartAsync(isWritten: false);
        Assert.Empty(_asked);

        await HintAsync();

        Assert.Equal(RefundStanding.Ended, await _world.ResultAsync<RefundStanding>(Id));
        Assert.Equal([(0, RefundStanding.ToSend)], _asked);
    }

    [Fact]
    public async Task Of_a_refund_that_is_written_it_asks_at_once_and_then_by_its_plan()
    {
        await StartAsync(isWritten: true);

        await LiveAsync(TimeSpan.FromMinutes(4));

        Assert.Equal([0, 0.25, 0.75, 1.75, 3.75], _asked.Select(one => one.Minutes));
    }

    [Fact]
    public async Task Each_wake_is_told_where_the_one_before_left_it()
    {
        RefundStanding[] left = [RefundStanding.Unsure, RefundStanding.ToSend, RefundStanding.UnderWay, RefundStanding.Ended];
        foreach (var standing in left) _standings.Enqueue(standing);
        await StartAsync(isWritten: true);

        await LiveAsync(TimeSpan.FromMinutes(4));

        Assert.Equal([RefundStanding.ToSend, .. left[..^1]], _asked.Select(one => one.Last));
    }

    [Fact]
    public async Task A_wake_that_failed_may_have_sent_it_so_the_next_one_asks_first_and_it_is_not_retried_at_once()
    {
        var failures = 0;
        _world.Activity(nameof(AskRefund), (_, input, _) =>
        {
            _asked.Add((0, JsonSerializer.Deserialize<RefundAsk>(input!, JsonSerializerOptions.Web)!.Last));
            return ++failures == 1
                ? throw new TimeoutException("Storage is away.")
                : Task.FromResult<string?>(JsonSerializer.Serialize(new RefundWoken(RefundStanding.Ended)));
        });
        await StartAsync(isWritten: true);

        await LiveAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([RefundStanding.ToSend, RefundStanding.Unsure], _asked.Select(one => one.Last));
        Assert.Equal(RefundStanding.Ended, await _world.ResultAsync<RefundStanding>(Id));
    }

    [Fact]
    public async Task What_its_cause_makes_worth_another_try_is_tried_again_before_the_plan_goes_on()
    {
        _world.Activity(nameof(AskRefund), (_, input, _) =>
        {
            _asked.Add(((_world.Clock.GetUtcNow() - _start).TotalMinutes, RefundStanding.ToSend));
            return Task.FromResult<string?>(
                JsonSerializer.Serialize(new RefundWoken(RefundStanding.ToSend, FailureCause.Connection)));
        });
        await StartAsync(isWritten: true);

        await _world.AdvanceAsync(TimeSpan.Zero);
        for (var seconds = 0; seconds < 20; seconds++) await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([0, 1, 3, 15], _asked.Select(one => Math.Round(one.Minutes * 60))); // Three tries; then the plan.
    }

    [Theory]
    [InlineData(RefundStanding.Ended)]
    [InlineData(RefundStanding.Stuck)]
    public async Task It_ends_with_the_refund_or_once_an_operator_has_to_decide_and_has_the_merchant_told(
        RefundStanding standing)
    {
        _standings.Enqueue(standing);

        await StartAsync(isWritten: true, notifies: true);
        await LiveAsync(TimeSpan.FromSeconds(15));

        Assert.Equal(standing, await _world.ResultAsync<RefundStanding>(Id));
        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task Where_no_refund_came_of_the_request_it_ends_after_three_looks()
    {
        for (var looks = 0; looks < 5; looks++) _standings.Enqueue(RefundStanding.Missing);
        await StartAsync(isWritten: false, notifies: true);

        await LiveAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(RefundStanding.Missing, await _world.ResultAsync<RefundStanding>(Id));
        Assert.Equal((3, 0), (_asked.Count, _told));
    }

    [Fact]
    public async Task However_often_it_is_hinted_its_history_stays_short()
    {
        await StartAsync(isWritten: false);

        for (var hints = 0; hints < 100; hints++) await HintAsync();

        Assert.Equal(20, _asked.Count);
    }

    [Fact]
    public async Task At_last_it_fails_for_all_to_see()
    {
        await StartAsync(isWritten: true);

        await LiveAsync(TimeSpan.FromDays(2));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await _world.FindAsync(Id))!.RuntimeStatus);
    }

    [Fact]
    public async Task After_a_crash_it_goes_on_where_it_was()
    {
        await StartAsync(isWritten: true);
        await LiveAsync(TimeSpan.FromMinutes(1));
        var before = _asked.Count;
        _standings.Enqueue(RefundStanding.Ended);

        _world.OpenCopy();
        await HintAsync();

        Assert.Equal(RefundStanding.Ended, await _world.ResultAsync<RefundStanding>(Id));
        Assert.Equal(before + 1, _asked.Count);
    }

    private RefundStanding Next() => _standings.Count > 0 ? _standings.Dequeue() : RefundStanding.UnderWay;

    private Task StartAsync(bool isWritten, bool notifies = false) => _world.StartAsync(
        nameof(RefundLifecycle),
        new RefundLife("default", "ORD0001", "REF1", isWritten, 15, 2, 3600, TimeSpan.FromDays(1).TotalSeconds, notifies),
        Id);

    private Task HintAsync() => _world.RaiseAsync(Id, RefundLifecycle.Hint);

    private async Task LiveAsync(TimeSpan span)
    {
        var step = span > TimeSpan.FromHours(1) ? TimeSpan.FromMinutes(0.5) : TimeSpan.FromSeconds(15);
        await _world.AdvanceAsync(TimeSpan.FromMilliseconds(0));
        for (var lived = TimeSpan.Zero; lived < span; lived += step) await _world.AdvanceAsync(step);
    }
}
