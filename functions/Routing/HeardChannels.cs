using Microsoft.Extensions.Options;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Routing;
using PayFunctions.Orders;

namespace PayFunctions.Routing;

/// <summary>Calls orders' providers, and has the breakers hear how each call went.</summary>
public sealed class HeardChannels(
    Channels channels, ChannelBoard board, IOptionsMonitor<RoutingOptions> options, TimeProvider clock)
{
    /// <summary>WeChat Pay's adapter says so of an answer whose certificate is still to be fetched.</summary>
    private const string CertificateToCome = "unknown-serial";

    /// <summary>Patience for an order that may go elsewhere.</summary>
    internal TimeSpan AnswerWithin => options.CurrentValue.AnswerWithin;

    internal TimeSpan LeaveWithin => options.CurrentValue.LeaveWithin;

    internal async Task<ProviderAnswer> CallAsync(
        Order order, Func<IPaymentProvider, CancellationToken, Task<ProviderAnswer>> call, TimeSpan? within,
        CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var answer = await AnswerAsync(channels.Of(order), call, within, cancellation);
        if (WasCalled(answer))
        {
            var failed = answer.Outcome is ProviderOutcome.NotSent or ProviderOutcome.Unknown;
            await board.HearAsync(order.Channel, failed, clock.GetElapsedTime(started), cancellation);
        }

        return answer;
    }

    private async Task<ProviderAnswer> AnswerAsync(
        IPaymentProvider provider, Func<IPaymentProvider, CancellationToken, Task<ProviderAnswer>> call,
        TimeSpan? within, CancellationToken cancellation)
    {
        if (within is not { } patience) return await call(provider, cancellation);
        using var timeout = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            return await call(provider, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(ProviderOutcome.Unknown, Code: "no answer in time", Failure: FailureCode.Unanswered);
        }
    }

    /// <summary>
    /// What our own settings lack says nothing of the channel; nor does an answer that came, signed by a certificate that
    /// we have not got yet, as right after a start.
    /// </summary>
    private static bool WasCalled(ProviderAnswer answer) => answer is { WasCalled: true, Code: not CertificateToCome }
        && answer.Failure is not (FailureCode.MerchantNotConfigured or FailureCode.WayNotSupported);
}
