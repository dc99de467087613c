using System.Text.Json;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Tests.Embedded.Durable;
using PayFunctions.Webhooks;

namespace PayFunctions.Tests.Functions;

public sealed class DeliverWebhookTests : IAsyncDisposable
{
    private const string Id = "webhook-default.ORD0001.1";

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(75);

    private readonly World _world = new();
    private readonly List<(TimeSpan At, WebhookAttempt Attempt)> _attempts = [];
    private readonly DateTimeOffset _start;
    private Func<WebhookAttempt, Attempted> _answer = _ => new(IsDone: false, 1, "refused", 500);
    private int _startedNext;

    public DeliverWebhookTests()
    {
        _start = _world.Clock.GetUtcNow();
        _world.Orchestrator(nameof(DeliverWebhook), async context => await DeliverWebhook.RunAsync(context));
        _world.Activity(nameof(AttemptWebhook), (_, input, _) =>
        {
            var attempt = JsonSerializer.Deserialize<WebhookAttempt>(input!, JsonSerializerOptions.Web)!;
            _attempts.Add((_world.Clock.GetUtcNow() - _start, attempt));
            return Task.FromResult<string?>(JsonSerializer.Serialize(_answer(attempt)));
        });
        _world.Activity(nameof(StartWebhooks), (_, _, _) =>
        {
            _startedNext++;
            return Task.FromResult<string?>(null);
        });
        _world.Open();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_is_taken_at_once_ends_at_once_and_the_next_has_its_turn()
    {
        _answer = _ => new(IsDone: true, 1, "accepted", 200);

        await StartAsync();

        Assert.Equal("accepted", await _world.ResultAsync<string>(Id));
        Assert.Equal((1, 1), (_attempts.Count, _startedNext));
    }

    [Fact]
    public async Task It_is_attempted_by_its_plan_and_the_next_waits_until_it_has_ended()
    {
        _answer = attempt => new(attempt.IsLast, 1, "refused", 500);

        await StartAsync();
        await LiveAsync(TimeSpan.FromHours(23.9));
        Assert.Equal(0, _startedNext);
        await LiveAsync(TimeSpan.FromHours(0.2));

        Assert.Equal("refused", await _world.ResultAsync<string>(Id));
        double[] planned = [0, 5, 25, 105, 425, 1705, 6825, 21225, 35625, 50025, 64425, 78825, 86400];
        Assert.Equal(planned.Length, _attempts.Count);
        Assert.All(planned.Zip(Seconds()), pair => Assert.InRange(pair.Second - pair.First, 0, Step.TotalSeconds));
        Assert.Same(_attempts[^1].Attempt, Assert.Single(_attempts, one => one.Attempt.IsLast).Attempt);
        Assert.Equal(1, _startedNext);
    }

    [Fact]
    public async Task Only_the_last_attempt_insists_on_an_address_that_is_left_alone()
    {
        _answer = attempt => new(attempt.IsLast, 0, "paused", null);

        await StartAsync();
        await LiveAsync(TimeSpan.FromHours(24.1));

        Assert.All(_attempts, one => Assert.Equal(one.Attempt.IsLast, one.Attempt.Insists));
    }

    [Fact]
    public async Task Who_asks_for_it_gets_an_attempt_at_once_that_takes_none_of_the_plan()
    {
        await StartAsync();
        await _world.RaiseAsync(Id, DeliverWebhook.Now);
        await LiveAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([0, 0, 5, 25], Seconds());
        Assert.Equal([false, true, false, false], _attempts.Select(one => one.Attempt.Insists));
    }

    [Fact]
    public async Task However_often_it_is_asked_for_its_history_stays_short()
    {
        await StartAsync();

        for (var asked = 0; asked < 50; asked++) await _world.RaiseAsync(Id, DeliverWebhook.Now);

        Assert.Equal(11, _attempts.Count);
    }

    [Fact]
    public async Task While_storage_is_away_the_plan_goes_on()
    {
        var failures = 0;
        _answer = _ => ++failures <= 3
            ? throw new TimeoutException("Storage is away.")
            : new(IsDone: true, 1, "accepted", 200);

        await StartAsync();
        await LiveAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("accepted", await _world.ResultAsync<string>(Id));
        Assert.Equal(4, failures);
    }

    [Fact]
    public async Task After_a_crash_it_goes_on_by_the_same_plan()
    {
        await StartAsync();
        await LiveAsync(TimeSpan.FromSeconds(30));

        await _world.CloseAsync(inAHurry: true);
        _world.OpenCopy();
        await LiveAsync(TimeSpan.FromMinutes(2));

        Assert.Equal([0, 5, 25, 105], Seconds());
    }

    [Fact]
    public async Task A_day_of_failures_leaves_a_bounded_history()
    {
        _answer = attempt => new(attempt.IsLast, 1, "refused", 500);

        await StartAsync();
        await LiveAsync(TimeSpan.FromHours(24.1));

        var ended = await _world.FindAsync(Id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended!.RuntimeStatus);
        Assert.InRange(_attempts.Count, 2, DeliveryPlan.Most);
    }

    private IEnumerable<double> Seconds() => _attempts.Select(one => one.At.TotalSeconds);

    private Task StartAsync() => _world.StartAsync(
        nameof(DeliverWebhook),
        WebhookRun.Of(new("default", "ORD0001"), 1, 0, DeliveryPlan.Default with { Jitter = 0 }), Id);

    /// <summary>In small steps at first, when much falls due.</summary>
    private async Task LiveAsync(TimeSpan span)
    {
        var end = _world.Clock.GetUtcNow() + span;
        while (_world.Clock.GetUtcNow() < end)
        {
            var isEarly = _world.Clock.GetUtcNow() - _start < TimeSpan.FromMinutes(8);
            await _world.AdvanceAsync(isEarly ? TimeSpan.FromSeconds(5) : Step);
        }
    }
}
