using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Routing;
using PayFunctions.Orders;

namespace PayFunctions.Routing;

/// <summary>
/// Tries channels whose circuit has been open for long enough: it asks each about an order that there can't be, a whole
/// signed call that moves nothing.
/// </summary>
/// <remarks>No lease: two that probe at once cost a call, and the first word written holds.</remarks>
public sealed class ProbeChannels(
    ChannelBoard board, Channels channels, IOptionsMonitor<RoutingOptions> options, TimeProvider clock,
    ILogger<ProbeChannels> log)
{
    /// <summary>No order of ours: it is never sent as one. Letters alone, as every provider takes them.</summary>
    private const string NoOrder = "PAYFUNCTIONSPROBE";

    [Function(nameof(ProbeChannels))]
    public async Task RunAsync(
        [TimerTrigger("%Schedules:ProbeChannels%")] TimerInfo timer, CancellationToken cancellation)
    {
        foreach (var channel in board.Channels)
            await board.ProbeAsync(channel, stop => ProbeAsync(channel, stop), cancellation);
    }

    /// <returns>Whether it failed to answer.</returns>
    private async Task<bool> ProbeAsync(string channel, CancellationToken cancellation)
    {
        var order = OrderFor(channel);
        using var timeout = new CancellationTokenSource(options.CurrentValue.AnswerWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            var answer = await channels.Of(order).QueryAsync(order, either.Token);
            log.Probed(channel, answer.Outcome.ToString(), answer.Code);
            return answer.Outcome is ProviderOutcome.NotSent or ProviderOutcome.Unknown;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            log.Probed(channel, "no answer in time", null);
            return true;
        }
    }

    private Order OrderFor(string channel)
    {
        var route = options.CurrentValue.Routes.Values.First(one => one.Channel == channel);
        return new()
        {
            Key = new(route.Tenant, NoOrder),
            Channel = channel,
            Method = "",
            MerchantId = route.MerchantId,
            Description = "",
            Total = Money.Zero(Currency.Cny),
            CreatedAt = clock.GetUtcNow(),
            ExpiresAt = clock.GetUtcNow(),
        };
    }
}
