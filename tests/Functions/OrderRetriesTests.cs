using System.Text.Json;
using PayFunctions.Core.Failures;
using PayFunctions.Orders;
using PayFunctions.Tests.Embedded.Durable;

namespace PayFunctions.Tests.Functions;

public sealed class OrderRetriesTests : IAsyncDisposable
{
    private const string Id = "order-default-ORD0001";

    private readonly World _world = new();
    private readonly Queue<Woken> _answers = new();
    private readonly List<double> _askedAt = [];
    private readonly DateTimeOffset _start;

    public OrderRetriesTests()
    {
        _start = _world.Clock.GetUtcNow();
        _world.Orchestrator(nameof(OrderLifecycle), async context => await OrderLifecycle.RunAsync(context));
        _world.Activity(nameof(AskOrder), (_, _, _) =>
        {
            _askedAt.Add((_world.Clock.GetUtcNow() - _start).TotalSeconds);
            return Task.FromResult<string?>(JsonSerializer.Serialize(
                _answers.Count > 0 ? _answers.Dequeue() : new Woken(Standing.Open)));
        });
        _world.Activity(nameof(FollowUpOrder), (_, _, _) => Task.FromResult<string?>(null));
        _world.Open();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(FailureCause.Connection, new double[] { 60, 61, 63 })]
    [InlineData(FailureCause.Refusal, new double[] { 60, 61, 63, 67, 75 })]
    [InlineData(FailureCause.System, new double[] { 60, 61, 63, 67, 75, 91, 121 })]
    public async Task Each_cause_is_tried_as_often_as_it_is_worth_and_then_left_to_the_plan(
        FailureCause cause, double[] expected)
    {
        Fail(cause, times: 1000);
        await StartAsync(RetryPlan.Default);

        await LiveAsync(seconds: 170);
        Assert.Equal(expected, _askedAt);
        await LiveAsync(seconds: 15);

        Assert.Equal(180, _askedAt[^1]); // The plan's next wake: one question, for the tries are used up.
        Assert.Equal(expected.Length + 1, _askedAt.Count);
    }

    [Fact]
    public async Task The_plan_that_came_with_the_input_counts_and_not_the_default()
    {
        Fail(FailureCause.System, times: 1000);
        await StartAsync(new(1, 1, 2, 5, 1, 5));

        await LiveAsync(seconds: 170);

        Assert.Equal([60, 65], _askedAt);
    }

    [Fact]
    public async Task A_try_that_goes_well_ends_the_tries_and_gives_them_back()
    {
        Fail(FailureCause.Connection, times: 2);
        _answers.Enqueue(new(Standing.Open));
        Fail(FailureCause.Connection, times: 2);
        await StartAsync(RetryPlan.Default);

        await LiveAsync(seconds: 190);

        Assert.Equal([60, 61, 63, 180, 181, 183], _askedAt);
    }

    [Fact]
    public async Task An_order_that_ended_all_the_same_is_not_asked_about_again()
    {
        _answers.Enqueue(new(Standing.Booked, FailureCause.System));
        await StartAsync(RetryPlan.Default);

        await LiveAsync(seconds: 170);

        Assert.Equal(Standing.Booked, await _world.ResultAsync<Standing>(Id));
        Assert.Equal([60], _askedAt);
    }

    [Fact]
    public async Task A_restart_between_two_tries_takes_none_away_and_adds_none()
    {
        Fail(FailureCause.System, times: 1000);
        await StartAsync(RetryPlan.Default);
        await LiveAsync(seconds: 70);

        await _world.CloseAsync(inAHurry: true);
        _world.Open();
        await LiveAsync(seconds: 100);

        Assert.Equal([60, 61, 63, 67, 75, 91, 121], _askedAt);
    }

    [Fact]
    public async Task An_input_of_before_there_were_plans_means_the_default()
    {
        Fail(FailureCause.Connection, times: 1000);
        await StartAsync(retries: null);

        await LiveAsync(seconds: 170);

        Assert.Equal([60, 61, 63], _askedAt);
    }

    private void Fail(FailureCause cause, int times)
    {
        for (var i = 0; i < times; i++) _answers.Enqueue(new(Standing.Open, cause));
    }

    private Task StartAsync(RetryPlan? retries) => _world.StartAsync(
        nameof(OrderLifecycle),
        new OrderLife("default", "ORD0001", _start + TimeSpan.FromMinutes(30), 60, 2, 600, 3600, 86400, Retries: retries), Id);

    private async Task LiveAsync(int seconds)
    {
        for (var lived = 0; lived < seconds; lived++) await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
    }
}
