using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Flows;
using PayFunctions.Infra.Healing;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Orders;
using PayFunctions.Refunds;
using PayFunctions.Splits;
using PayFunctions.Webhooks;

namespace PayFunctions.Healing;

/// <summary>
/// Finds what fell through and has it go on: orders, refunds, splits and messages whose orchestration broke off.
/// </summary>
/// <remarks>
/// The engine is asked which broke off, so no order is looked through. Each heal is written down once, after what goes on
/// has been started: a crash in between heals it again, which changes nothing.
/// </remarks>
public sealed class Healer(
    OrderMending orders, RefundMending refunds, SplitMending splits, WebhookFlows webhooks, HealBook book,
    IOptionsMonitor<HealingOptions> options, TimeProvider clock, ILogger<Healer> log)
{
    /// <returns>How much goes on again that did not before.</returns>
    public async Task<int> RunAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - options.CurrentValue.LooksBack;
        return await HealAsync(
                HealKind.Order, orders.BrokenAsync(client, since, cancellation),
                found => orders.MendAsync(client, found.Flow, cancellation), cancellation)
            + await HealAsync(
                HealKind.Refund, refunds.BrokenAsync(client, since, cancellation),
                async found => await refunds.MendAsync(client, found, cancellation) is null ? null : HealKind.Refund,
                cancellation)
            + await HealAsync(
                HealKind.Split, splits.BrokenAsync(client, since, cancellation),
                async found => await splits.MendAsync(client, found, cancellation) ? HealKind.Split : null, cancellation)
            + await HealAsync(
                HealKind.Webhook, webhooks.BrokenAsync(client, since, cancellation),
                async found => await webhooks.MendAsync(client, found.Flow.Order, cancellation) == Carried.Started
                    ? HealKind.Webhook
                    : null,
                cancellation);
    }

    /// <summary>What fails is logged, and the rest goes on: the next run meets it again.</summary>
    private async Task<int> HealAsync<TInput>(
        HealKind kind, IAsyncEnumerable<Broken<TInput>> broken, Func<Broken<TInput>, Task<HealKind?>> mend,
        CancellationToken cancellation)
    {
        var healed = 0;
        try
        {
            await foreach (var found in broken)
            {
                if (await HealAsync(found, mend, cancellation)) healed++;
            }
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            log.ListingFailed(kind, e);
            PayFunctionsTelemetry.Poison.Add(1, new KeyValuePair<string, object?>("kind", "listing"));
        }

        return healed;
    }

    private async Task<bool> HealAsync<TInput>(
        Broken<TInput> found, Func<Broken<TInput>, Task<HealKind?>> mend, CancellationToken cancellation)
    {
        var flow = found.Flow;
        try
        {
            if (await mend(found) is not { } kind) return false;
            var heal = new Heal(flow.Order, kind, flow.InstanceId, flow.Why, clock.GetUtcNow());
            if (!await book.WriteAsync(heal, cancellation)) return false;
            log.Healed(flow.Order.OrderId, kind, flow.InstanceId, flow.Why);
            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            log.HealFailed(flow.Order.OrderId, flow.InstanceId, e);
            PayFunctionsTelemetry.Poison.Add(1, new KeyValuePair<string, object?>("kind", flow.Name));
            return false;
        }
    }
}
