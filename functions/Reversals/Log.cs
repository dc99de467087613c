using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Reversals;

/// <summary>Log lines of reversals: event ids 1600 to 1649.</summary>
internal static partial class Log
{
    [LoggerMessage(1600, LogLevel.Error,
        "A wake of the reversal of order {OrderId} failed; it is asked about again by its plan.")]
    public static partial void WakeFailed(this ILogger log, string orderId, Exception failure);

    [LoggerMessage(1601, LogLevel.Information,
        "The {Operation} of the reversal of order {OrderId} says nothing new: {Outcome} {Code}.")]
    public static partial void NothingHeard(
        this ILogger log, string orderId, string operation, ProviderOutcome outcome, string? code);

    [LoggerMessage(1602, LogLevel.Warning, "The provider refused to reverse order {OrderId}: {Code}.")]
    public static partial void ReversalRefused(this ILogger log, string orderId, string? code);

    [LoggerMessage(1603, LogLevel.Critical,
        "The reversal of order {OrderId} is given up: its provider has not said how it ended.",
        EventName = "ReversalGivenUp")]
    public static partial void GaveUp(this ILogger log, string orderId);
}
