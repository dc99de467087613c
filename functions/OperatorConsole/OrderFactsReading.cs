using System.Globalization;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Diagnosis;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Orders;

namespace PayFunctions.OperatorConsole;

/// <summary>Gathers what is known of an order: its rows, its orchestration, its quarantine, and the refusals of its provider.</summary>
public sealed class OrderFactsReading(
    OrderBook book, OutboxStore outbox, OrderEnvelopes envelopes, Quarantine quarantine, RecentRefusals refusals, TimeProvider clock)
{
    /// <summary>How many days from its creation on an order's quarantine is looked for; the last two are looked into besides.</summary>
    private const int DaysLookedInto = 5;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <returns>Null: there is no such order.</returns>
    internal async Task<OrderFacts?> ReadAsync(DurableTaskClient client, OrderKey key, CancellationToken cancellation)
    {
        if (await book.ReadStoryAsync(key, cancellation) is not { } story) return null;
        var (order, now) = (story.Order, clock.GetUtcNow());
        var signed = (await envelopes.ReadAsync(key, cancellation)).ToLookup(one => (one.Source, one.Id), one => SignedAt(one.Headers));
        var told = await outbox.ReadAsync(key, cancellation);
        return new(now, order)
        {
            Heard = [.. story.Timeline.Select(one => new Heard(
                one.Event, one.Source, one.At, one.RecordedAt, one.Code, signed[(one.Source.ToString(), one.Id)].FirstOrDefault()))],
            Refunds = story.Refunds,
            Contradictions = await ContradictionsAsync(order, now, cancellation),
            Messages = [.. (told?.Messages ?? []).Select(one => new ToldMessage(one.Message.Event, one.Delivery))],
            Refused = refusals.Of(order.Channel),
            Heals = [.. story.Heals.Select(one => new HealedFlow(one.Kind.ToString(), one.At))],
            Driver = await DriverAsync(client, key, now, cancellation),
        };
    }

    private async Task<IReadOnlyList<Contradiction>> ContradictionsAsync(Order order, DateTimeOffset now, CancellationToken cancellation)
    {
        var (first, last) = (Day(order.CreatedAt), Day(now));
        var days = Enumerable.Range(0, DaysLookedInto).Select(first.AddDays).Append(last.AddDays(-1)).Append(last)
            .Where(day => day >= first && day <= last).Distinct();
        var providers = order.Others.Select(one => one.Channel).Append(order.Channel).Distinct();
        var read = providers.SelectMany(provider => days.Select(day => quarantine.ListAsync(provider, day, cancellation)));
        return [.. (await Task.WhenAll(read)).SelectMany(entries => entries)
            .Where(entry => entry.Key == order.Key).OrderBy(entry => entry.RecordedAt)
            .Select(entry => new Contradiction(
                entry.Provider, entry.Reason, entry.Field, entry.RecordedAt,
                entry.Resolution is { } by ? $"{by.Action}, {by.Outcome}" : null))];
    }

    private static async Task<Driver?> DriverAsync(
        DurableTaskClient client, OrderKey key, DateTimeOffset now, CancellationToken cancellation)
    {
        // What went on where the first broke off comes first: it is the one that drives.
        var id = InstanceIds.Of(key);
        var instance = await client.GetInstanceAsync(InstanceIds.After(id), true, cancellation)
            ?? await client.GetInstanceAsync(id, true, cancellation);
        if (instance is null) return new(DriverState.Missing);
        return instance.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated => new(DriverState.BrokeOff, instance.LastUpdatedAt),
            OrchestrationRuntimeStatus.Completed => new(DriverState.Ended, instance.LastUpdatedAt),
            _ => new(DriverState.AtWork, instance.LastUpdatedAt, NextWake(instance, now)),
        };
    }

    /// <summary>By the plan that the orchestration began with. A hint, or another try of what failed, may come before.</summary>
    private static DateTimeOffset? NextWake(OrchestrationMetadata instance, DateTimeOffset now) =>
        instance.Name == nameof(OrderLifecycle) && instance.ReadInputAs<OrderLife>() is { } life
            ? life.Wakes(instance.CreatedAt.UtcDateTime).Where(wake => wake > now.UtcDateTime)
                .Select(wake => (DateTimeOffset?)new DateTimeOffset(wake, TimeSpan.Zero)).FirstOrDefault()
            : null;

    /// <summary>When the signer said that it signed; only WeChat Pay says so.</summary>
    private static DateTimeOffset? SignedAt(string? headers)
    {
        const string name = $"{SignatureHeaders.TimestampName}: ";
        var line = headers?.Split('\n').FirstOrDefault(one => one.StartsWith(name, StringComparison.Ordinal));
        return long.TryParse(line?[name.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(China).DateTime);
}
