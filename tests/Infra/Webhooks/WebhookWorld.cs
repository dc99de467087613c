using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Tests.Infra.Storage;
using PayFunctions.Tests.Infra.WeChatPay;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Infra.Webhooks;

/// <summary>Orders over real tables whose messages go to a real endpoint, one attempt at a time.</summary>
internal sealed class WebhookWorld : IAsyncDisposable
{
    private readonly WebhookSender _sender;
    private readonly WebhookKeys _keys;

    private WebhookWorld(string storage, FakeEndpoint endpoint)
    {
        Store = new(storage);
        Endpoint = endpoint;
        Options.Tenants[Store.Tenant] = new() { Secrets = { "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX" } };
        var monitored = new Monitored<WebhookOptions>(Options);
        _sender = new(monitored, TimeProvider.System);
        _keys = new(monitored);
        Outbox = new(Store.Accounts);
        Dead = new(Store.Accounts);
        Delivery = new(
            Outbox, Dead, _keys, _sender, new(monitored, Store.Clock, NullLogger<Breakers>.Instance), monitored,
            Store.Clock, NullLogger<WebhookDelivery>.Instance);
    }

    public WebhookOptions Options { get; } = new() { AllowPrivateAddresses = true };

    public StoreWorld Store { get; }

    public FakeEndpoint Endpoint { get; }

    public OutboxStore Outbox { get; }

    public DeadLetters Dead { get; }

    public WebhookDelivery Delivery { get; }

    /// <param name="answer">The status of the endpoint's nth answer, from 1.</param>
    public static async Task<WebhookWorld> StartAsync(string storage, Func<int, int> answer)
    {
        var requests = 0;
        var endpoint = await FakeEndpoint.StartAsync(context =>
        {
            context.Response.StatusCode = answer(Interlocked.Increment(ref requests));
            return Task.CompletedTask;
        });
        return new(storage, endpoint);
    }

    /// <summary>A paid order with one message, to be delivered.</summary>
    public async Task<OrderKey> PaidAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var order = Store.NewOrder($"ORD-{Guid.NewGuid():N}"[..20]) with { Notify = Endpoint.Url.AbsoluteUri };
        var created = await Store.Book.CreateAsync(order, cancellation);
        await Store.Book.ApplyAsync(created.Stored, Told.Prepaid(), cancellation);
        await Store.Book.ApplyAsync(order.Key, Told.Paid(), cancellation);
        return order.Key;
    }

    public Task<Attempted> AttemptAsync(
        OrderKey key, int redelivery = 0, bool isLast = false, bool insists = false) =>
        Delivery.AttemptAsync(key, new(1, redelivery, isLast, insists), TestContext.Current.CancellationToken);

    public async Task<PayFunctions.Core.Webhooks.Delivery> ReadAsync(OrderKey key) =>
        (await Outbox.ReadAsync(key, TestContext.Current.CancellationToken))!.Find(1)!.Delivery;

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        _keys.Dispose();
        await Endpoint.DisposeAsync();
    }
}
