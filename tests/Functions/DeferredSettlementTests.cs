using System.Text.Json;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Settlements;
using PayFunctions.Settlements;
using PayFunctions.Tests.Embedded.Durable;

namespace PayFunctions.Tests.Functions;

public sealed class DeferredSettlementTests : IAsyncDisposable
{
    private const string Id = "order-default-ORD0001~settle";

    private readonly World _world = new();
    private readonly Queue<SettlementStep> _steps = new();
    private readonly List<TimeSpan> _looked = [];
    private readonly DateTimeOffset _start;
    private SettlementStep _otherwise = SettlementStep.Wait;

    public DeferredSettlementTests()
    {
        _start = _world.Clock.GetUtcNow();
        _world.Orchestrator(nameof(DeferredSettlement), async context => await DeferredSettlement.RunAsync(context));
        _world.Activity(nameof(SettleOrder), (_, _, _) =>
        {
            _looked.Add(_world.Clock.GetUtcNow() - _start);
            var step = _steps.Count > 0 ? _steps.Dequeue() : _otherwise;
            return Task.FromResult<string?>(JsonSerializer.Serialize(step));
        });
        _world.Open();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Nothing_is_looked_at_before_the_date()
    {
        await StartAsync(TimeSpan.FromDays(7));

        await LiveAsync(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1), steps: 10);
        Assert.Empty(_looked);

        _steps.Enqueue(SettlementStep.Settled);
        await LiveAsync(TimeSpan.FromSeconds(2), steps: 2);
        Assert.Equal(SettlementStep.Settled, await _world.ResultAsync<SettlementStep>(Id));
        Assert.Equal([7], _looked.Select(at => at.TotalDays));
    }

    [Fact]
    public async Task It_looks_again_by_its_plan_until_the_provider_has_said_so()
    {
        foreach (var step in new[] { SettlementStep.Wait, SettlementStep.Wait, SettlementStep.Wait, SettlementStep.Settled })
            _steps.Enqueue(step);
        await StartAsync(TimeSpan.FromMinutes(10));

        await LiveAsync(TimeSpan.FromMinutes(20), steps: 80);

        Assert.Equal(SettlementStep.Settled, await _world.ResultAsync<SettlementStep>(Id));
        Assert.Equal([10, 10.25, 10.75, 11.75], _looked.Select(at => at.TotalMinutes));
    }

    [Fact]
    public async Task A_date_that_has_passed_is_seen_to_at_once_and_nothing_left_ends_it()
    {
        _steps.Enqueue(SettlementStep.NothingLeft);
        await StartAsync(TimeSpan.FromMinutes(-5));

        Assert.Equal(SettlementStep.NothingLeft, await _world.ResultAsync<SettlementStep>(Id));
        Assert.Equal([TimeSpan.Zero], _looked);
    }

    [Fact]
    public async Task What_never_ends_fails_for_an_operator_to_see()
    {
        await StartAsync(TimeSpan.Zero);

        await LiveAsync(TimeSpan.FromHours(3), steps: 180);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await _world.FindAsync(Id))!.RuntimeStatus);
    }

    [Fact]
    public async Task After_a_crash_before_the_date_it_is_seen_to_on_its_date_all_the_same()
    {
        await StartAsync(TimeSpan.FromDays(7));
        await LiveAsync(TimeSpan.FromDays(3), steps: 3);

        _world.OpenCopy();
        await LiveAsync(TimeSpan.FromDays(4) - TimeSpan.FromSeconds(1), steps: 4);
        Assert.Empty(_looked);
        _otherwise = SettlementStep.Settled; // The engine that was left behind still has its own timer.
        await LiveAsync(TimeSpan.FromSeconds(5), steps: 5);

        Assert.Equal(SettlementStep.Settled, await _world.ResultAsync<SettlementStep>(Id));
        Assert.All(
            _looked, at => Assert.InRange(at, TimeSpan.FromDays(7), TimeSpan.FromDays(7) + TimeSpan.FromSeconds(5)));
    }

    private async Task StartAsync(TimeSpan due)
    {
        var life = new SettlementLife("default", "ORD0001", _start + due, 15, 2, 3600, 7200);
        await _world.StartAsync(nameof(DeferredSettlement), life, Id);
    }

    private async Task LiveAsync(TimeSpan time, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            await _world.AdvanceAsync(time / steps);
        }
    }
}
