using System.Text.Json;
using PayFunctions.Core.Failures;
using PayFunctions.Refunds;
using PayFunctions.Tests.Embedded.Durable;

namespace PayFunctions.Tests.Functions;

public sealed class RefundRetriesTests : IAsyncDisposable
{
    private const string Id = "refund-default-ORD0001-REF1";

    private readonly World _world = new();
    private readonly Queue<RefundWoken> _answers = new();
    private readonly List<(double At, RefundStanding Last)> _asked = [];

    public RefundRetriesTests()
    {
        var start = _world.Clock.GetUtcNow();
        _world.Orchestrator(nameof(RefundLifecycle), async context => await RefundLifecycle.RunAsync(context));
        _world.Activity(nameof(AskRefund), (_, input, _) =>
        {
            var ask = JsonSerializer.Deserialize<RefundAsk>(input!)!;
            _asked.Add(((_world.Clock.GetUtcNow() - start).TotalSeconds, ask.Last));
            return Task.FromResult<string?>(JsonSerializer.Serialize(
                _answers.Count > 0 ? _answers.Dequeue() : new RefundWoken(RefundStanding.UnderWay)));
        });
        _world.Open();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(FailureCause.Connection, 3)]
    [InlineData(FailureCause.Refusal, 5)]
    [InlineData(FailureCause.System, 7)]
    public async Task Each_cause_is_tried_as_often_as_it_is_worth_and_then_left_to_the_plan(FailureCause cause, int tries)
    {
        for (var i = 0; i < 100; i++) _answers.Enqueue(new(RefundStanding.Unsure, cause));

        await LiveAsync(seconds: 500);

        Assert.Equal(tries, _asked.Count);
    }

    [Fact]
    public async Task What_may_have_been_sent_is_told_to_the_next_try_so_that_it_asks_first()
    {
        _answers.Enqueue(new(RefundStanding.ToSend, FailureCause.Refusal));
        _answers.Enqueue(new(RefundStanding.Unsure, FailureCause.System));
        _answers.Enqueue(new(RefundStanding.Ended));

        await LiveAsync(seconds: 10);

        Assert.Equal([RefundStanding.ToSend, RefundStanding.ToSend, RefundStanding.Unsure], _asked.Select(ask => ask.Last));
        Assert.Equal(RefundStanding.Ended, await _world.ResultAsync<RefundStanding>(Id));
    }

    private async Task LiveAsync(int seconds)
    {
        var life = new RefundLife(
            "default", "ORD0001", "REF1", IsWritten: true, 600, 2, 3600, 86400, Retries: RetryPlan.Default);
        await _world.StartAsync(nameof(RefundLifecycle), life, Id);
        for (var lived = 0; lived < seconds; lived++) await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
    }
}
