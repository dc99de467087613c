using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;
using PayFunctions.Flows;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Webhooks;

/// <summary>Starts and hurries the deliveries of messages. The engine being away is an answer.</summary>
public sealed class WebhookFlows(
    OutboxStore outbox, Redelivery redelivery, Starter starter, BrokenFlows broken,
    IOptionsMonitor<WebhookOptions> options, ILogger<WebhookFlows> log)
{
    /// <summary>An order's first message, once there is one: it sees to all that came meanwhile.</summary>
    public Task<bool> StartFirstAsync(DurableTaskClient client, OrderKey key, CancellationToken cancellation) =>
        StartOnceAsync(client, key, 1, cancellation);

    /// <summary>Only the message whose turn it is: it sees to those after it.</summary>
    public async Task<bool> StartNextAsync(DurableTaskClient client, OrderKey key, CancellationToken cancellation)
    {
        var read = await outbox.ReadAsync(key, cancellation);
        Story.Join(key, read?.Order.Trace);
        return read?.Next is not { } next || await StartOnceAsync(client, key, next.Message.Sequence, cancellation);
    }

    /// <summary>
    /// Delivers a message once more, out of turn, or hurries the one that stands before it: messages keep their order.
    /// </summary>
    public Task<Carried> RedeliverAsync(
        DurableTaskClient client, Outbox read, StoredMessage asked, CancellationToken cancellation)
    {
        var isOnItsWay = asked.Delivery.State == DeliveryState.Pending;
        return CarryOnAsync(client, read.Order.Key, isOnItsWay ? read.Next! : asked, hurry: true, cancellation);
    }

    /// <summary>
    /// Sees that somebody is at the message whose turn it is, and does nothing where somebody is. Safe to repeat.
    /// </summary>
    public async Task<Carried> MendAsync(DurableTaskClient client, OrderKey key, CancellationToken cancellation)
    {
        var read = await outbox.ReadAsync(key, cancellation);
        return read?.Next is { } next
            ? await CarryOnAsync(client, key, next, hurry: false, cancellation)
            : Carried.NothingToDo;
    }

    /// <summary>The deliveries that broke off, by the engine's own query; most have been mended since.</summary>
    public IAsyncEnumerable<Broken<WebhookRun>> BrokenAsync(
        DurableTaskClient client, DateTimeOffset since, CancellationToken cancellation) =>
        broken.ListAsync<WebhookRun>(client, WebhookIds.Prefix, since, static run => run.Key, cancellation);

    /// <summary>
    /// Whoever is to be at the message is found by its id: there, it goes on; not there, it is started.
    /// </summary>
    private async Task<Carried> CarryOnAsync(
        DurableTaskClient client, OrderKey key, StoredMessage message, bool hurry, CancellationToken cancellation)
    {
        var (sequence, delivery) = (message.Message.Sequence, message.Delivery);
        if (!delivery.IsOpen) return await AnewAsync(client, key, sequence, brokenOff: null, cancellation);
        return await LookAsync(client, WebhookIds.Of(key, sequence, delivery.Current), hurry, cancellation) switch
        {
            Found.Running => Carried.UnderWay,
            Found.Missing => await StartAsync(client, key, sequence, delivery.Current, cancellation),
            Found.Ended => await AnewAsync(client, key, sequence, delivery.Current, cancellation),
            Found.Away => Carried.Away,
        };
    }

    private async Task<Carried> AnewAsync(
        DurableTaskClient client, OrderKey key, int sequence, int? brokenOff, CancellationToken cancellation) =>
        await redelivery.BeginAsync(key, sequence, brokenOff, cancellation) switch
        {
            null => Carried.Away,
            { IsRedelivering: false } => Carried.NothingToDo, // It came to its end after all.
            var begun => await StartAsync(client, key, sequence, begun.Redeliveries, cancellation),
        };

    private async Task<bool> StartOnceAsync(
        DurableTaskClient client, OrderKey key, int sequence, CancellationToken cancellation) =>
        await StartAsync(client, key, sequence, 0, cancellation) != Carried.Away;

    private async Task<Carried> StartAsync(
        DurableTaskClient client, OrderKey key, int sequence, int redelivery, CancellationToken cancellation)
    {
        var run = WebhookRun.Of(key, sequence, redelivery, options.CurrentValue.Plan());
        var id = WebhookIds.Of(key, sequence, redelivery);
        var started = await starter.StartOnceAsync(client, nameof(DeliverWebhook), id, run, cancellation);
        return started ? Carried.Started : Carried.Away;
    }

    private async Task<Found> LookAsync(
        DurableTaskClient client, string id, bool hurry, CancellationToken cancellation)
    {
        try
        {
            var instance = await client.GetInstanceAsync(id, cancellation: cancellation);
            if (instance is null) return Found.Missing;
            if (instance.IsCompleted) return Found.Ended;
            if (hurry) await client.RaiseEventAsync(id, DeliverWebhook.Now, cancellation: cancellation);
            return Found.Running;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // Of any type: the genuine client's can't be named here.
            log.LookFailed(id, e);
            return Found.Away;
        }
    }

    private enum Found
    {
        Running,
        Missing,
        Ended,
        Away,
    }
}
