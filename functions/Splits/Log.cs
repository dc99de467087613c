using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Splits;

/// <summary>Log lines of splits: event ids 1700 to 1749.</summary>
internal static partial class Log
{
    [LoggerMessage(1700, LogLevel.Error,
        "A wake of split {SplitId}, return {ReturnId}, of order {OrderId} failed; it is asked about again by its plan.")]
    public static partial void WakeFailed(
        this ILogger log, string splitId, string? returnId, string orderId, Exception failure);

    [LoggerMessage(1701, LogLevel.Information,
        "The {Operation} of {Number} of order {OrderId} says nothing new: {Outcome} {Code}.")]
    public static partial void NothingHeard(
        this ILogger log, string number, string orderId, string operation, ProviderOutcome outcome, string? code);

    [LoggerMessage(1702, LogLevel.Warning, "The provider refused {Number} of order {OrderId}: {Code}.")]
    public static partial void SplitRefused(this ILogger log, string number, string orderId, string? code);

    [LoggerMessage(1703, LogLevel.Critical,
        "Split {SplitId}, return {ReturnId}, of order {OrderId} is given up: its provider has not said how it ended.",
        EventName = "SplitGivenUp")]
    public static partial void GaveUp(this ILogger log, string splitId, string? returnId, string orderId);
}
