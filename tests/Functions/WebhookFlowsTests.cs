using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;
using PayFunctions.Flows;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Tests.Embedded.Durable;
using PayFunctions.Tests.Infra.Webhooks;
using PayFunctions.Tests.Infra.WeChatPay;
using PayFunctions.Webhooks;

namespace PayFunctions.Tests.Functions;

/// <summary>What sees to messages that nobody is at, over a real engine and real tables.</summary>
public sealed class WebhookFlowsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly World _engine = new();
    private WebhookWorld _world = null!;
    private WebhookFlows _flows = null!;
    private OrderKey _key;
    private bool _breaksOff;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await WebhookWorld.StartAsync(azurite.ConnectionString, _ => 200);
        _flows = new(
            _world.Outbox, new(_world.Outbox, TimeProvider.System), new(NullLogger<Starter>.Instance),
            new(NullLogger<BrokenFlows>.Instance),
            new Monitored<WebhookOptions>(_world.Options), NullLogger<WebhookFlows>.Instance);
        _engine.Orchestrator(nameof(DeliverWebhook), async context => _breaksOff
            ? throw new InvalidOperationException("It broke off.")
            : await DeliverWebhook.RunAsync(context));
        _engine.Activity(nameof(AttemptWebhook), async (_, input, _) =>
        {
            var attempt = JsonSerializer.Deserialize<WebhookAttempt>(input!, JsonSerializerOptions.Web)!;
            var key = new OrderKey(attempt.Tenant, attempt.OrderId);
            return JsonSerializer.Serialize(await _world.AttemptAsync(key, attempt.Redelivery, attempt.IsLast));
        });
        _engine.Activity(nameof(StartWebhooks), (_, _, _) => Task.FromResult<string?>(null));
        _engine.Open();
        _key = await _world.PaidAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_message_that_nobody_started_is_started_and_delivered_once()
    {
        Assert.Equal(Carried.Started, await MendAsync());
        await _engine.Engine.WhenIdleAsync();

        Assert.Equal(Carried.NothingToDo, await MendAsync());
        Assert.Equal(1, _world.Endpoint.Requests);
    }

    [Fact]
    public async Task A_delivery_that_broke_off_is_found_by_the_engine_and_carried_on_once()
    {
        _breaksOff = true;
        await _flows.StartFirstAsync(_engine.Client, _key, Cancellation);
        await _engine.Engine.WhenIdleAsync();
        _breaksOff = false;
        Assert.Equal([_key], await BrokenAsync());

        Assert.Equal(Carried.Started, await MendAsync());
        await _engine.Engine.WhenIdleAsync();

        Assert.Equal((Carried.NothingToDo, 1), (await MendAsync(), _world.Endpoint.Requests));
        Assert.Equal(DeliveryState.Delivered, (await _world.ReadAsync(_key)).State);
    }

    [Fact]
    public async Task What_carried_it_on_may_break_off_too()
    {
        _breaksOff = true;
        await _flows.StartFirstAsync(_engine.Client, _key, Cancellation);
        await _engine.Engine.WhenIdleAsync();
        await MendAsync();
        await _engine.Engine.WhenIdleAsync();
        _breaksOff = false;

        Assert.Equal(Carried.Started, await MendAsync());
        await _engine.Engine.WhenIdleAsync();

        Assert.Equal((2, 1), ((await _world.ReadAsync(_key)).Redeliveries, _world.Endpoint.Requests));
    }

    [Fact]
    public async Task Where_somebody_is_at_it_nothing_is_done()
    {
        _engine.Activity(nameof(AttemptWebhook), (_, _, _) =>
            Task.FromResult<string?>(JsonSerializer.Serialize(new Attempted(false, 1, "refused", 500))));
        await _flows.StartFirstAsync(_engine.Client, _key, Cancellation);
        await _engine.Engine.WhenIdleAsync();

        Assert.Equal(Carried.UnderWay, await MendAsync());
        Assert.Empty(await BrokenAsync());
        Assert.Equal(0, (await _world.ReadAsync(_key)).Redeliveries);
    }

    private Task<Carried> MendAsync() => _flows.MendAsync(_engine.Client, _key, Cancellation);

    private async Task<List<OrderKey>> BrokenAsync()
    {
        var broken = new List<OrderKey>();
        await foreach (var found in _flows.BrokenAsync(_engine.Client, DateTimeOffset.MinValue, Cancellation))
            broken.Add(found.Flow.Order);
        return broken;
    }
}
