using System.Text.Json;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Failures;
using PayFunctions.Orders;
using PayFunctions.Reversals;
using PayFunctions.Tests.Embedded.Durable;
using PayFunctions.Webhooks;

namespace PayFunctions.Tests.Functions;

public sealed class OrderReversalTests : IAsyncDisposable
{
    private const string Id = "order-default-ORD0001~reversal-1";

    private readonly World _world = new();
    private readonly Queue<ReversalStanding> _standings = new();
    private readonly List<TimeSpan> _asked = [];
    private readonly List<string> _followed = [];
    private readonly DateTimeOffset _start;

    public OrderReversalTests()
    {
        _start = _world.Clock.GetUtcNow();
        _world.Orchestrator(nameof(OrderReversal), async context => await OrderReversal.RunAsync(context));
        _world.Activity(nameof(AskReversal), (_, _, _) =>
        {
            _asked.Add(_world.Clock.GetUtcNow() - _start);
            var standing = _standings.Count > 0 ? _standings.Dequeue() : ReversalStanding.Open;
            return Task.FromResult<string?>(JsonSerializer.Serialize(new ReversalWoken(standing)));
        });
        foreach (var name in new[] { nameof(FollowUpOrder), nameof(StartWebhooks) })
        {
            _world.Activity(name, (_, _, _) =>
            {
                _followed.Add(name);
                return Task.FromResult<string?>(null);
            });
        }

        _world.Open();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_hint_wakes_it_and_its_end_is_followed_up_and_told()
    {
        _standings.Enqueue(ReversalStanding.Ended);
        await StartAsync(notifies: true);

        await _world.RaiseAsync(Id, OrderReversal.Hint);

        Assert.Equal(ReversalStanding.Ended, await _world.ResultAsync<ReversalStanding>(Id));
        Assert.Equal([TimeSpan.Zero], _asked);
        Assert.Equal([nameof(FollowUpOrder), nameof(StartWebhooks)], _followed);
    }

    [Fact]
    public async Task Without_any_hint_it_asks_by_its_plan_until_it_has_ended()
    {
        foreach (var standing in new[] { ReversalStanding.Open, ReversalStanding.Open, ReversalStanding.Ended })
            _standings.Enqueue(standing);
        await StartAsync();

        await LiveAsync(TimeSpan.FromMinutes(10));

        Assert.Equal([0.5, 1.5, 3.5], _asked.Select(at => at.TotalMinutes));
        Assert.Equal([nameof(FollowUpOrder)], _followed);
    }

    [Fact]
    public async Task One_whose_request_was_refused_ends_after_three_looks_and_follows_nothing_up()
    {
        for (var look = 0; look < 3; look++) _standings.Enqueue(ReversalStanding.Missing);
        await StartAsync();

        await LiveAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(ReversalStanding.Missing, await _world.ResultAsync<ReversalStanding>(Id));
        Assert.Equal(3, _asked.Count);
        Assert.Empty(_followed);
    }

    [Fact]
    public async Task A_wake_that_failed_ends_nothing_and_the_next_one_asks_anew()
    {
        var wakes = 0;
        _world.Activity(nameof(AskReversal), (_, _, _) => ++wakes <= 2
            ? throw new TimeoutException("Storage is away.")
            : Task.FromResult<string?>(JsonSerializer.Serialize(new ReversalWoken(ReversalStanding.Ended))));
        await StartAsync();

        await LiveAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(ReversalStanding.Ended, await _world.ResultAsync<ReversalStanding>(Id));
        Assert.Equal(3, wakes);
    }

    [Fact]
    public async Task What_nobody_says_how_it_ended_fails_for_all_to_see()
    {
        await StartAsync();

        await LiveAsync(TimeSpan.FromHours(3));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await _world.FindAsync(Id))!.RuntimeStatus);
        Assert.Empty(_followed);
    }

    private Task StartAsync(bool notifies = false) => _world.StartAsync(
        nameof(OrderReversal),
        new ReversalLife("default", "ORD0001", 1, IsWritten: false, 30, 2, 600, 7200, notifies, RetryPlan.Default), Id);

    private async Task LiveAsync(TimeSpan span)
    {
        for (var lived = TimeSpan.Zero; lived < span; lived += TimeSpan.FromSeconds(30))
            await _world.AdvanceAsync(TimeSpan.FromSeconds(30));
    }
}
