using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Refunds;

/// <summary>Log lines of refunds: event ids 1500 to 1549.</summary>
internal static partial class Log
{
    [LoggerMessage(1500, LogLevel.Error,
        "A wake of refund {RefundId} of order {OrderId} failed; it is asked about again by its plan.")]
    public static partial void WakeFailed(this ILogger log, string refundId, string orderId, Exception failure);

    [LoggerMessage(1501, LogLevel.Information,
        "The {Operation} of {RefundId} of order {OrderId} says nothing new: {Outcome} {Code}.")]
    public static partial void NothingHeard(
        this ILogger log, string refundId, string orderId, string operation, ProviderOutcome outcome, string? code);

    [LoggerMessage(1502, LogLevel.Warning, "The provider refused refund {RefundId} of order {OrderId}: {Code}.")]
    public static partial void RefundRefused(this ILogger log, string refundId, string orderId, string? code);

    [LoggerMessage(1503, LogLevel.Critical,
        "Refund {RefundId} of order {OrderId} is given up: its provider has not said how it ended.",
        EventName = "RefundGivenUp")]
    public static partial void GaveUp(this ILogger log, string refundId, string orderId);
}
