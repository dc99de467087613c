using Microsoft.Extensions.Logging;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Settlements;

/// <summary>Log lines of deferred settlements: event ids 1650 to 1699.</summary>
internal static partial class Log
{
    [LoggerMessage(1650, LogLevel.Information, "The rest of order {OrderId}, {Rest}, is due: {SplitId} releases it.")]
    public static partial void ReleaseAsked(this ILogger log, string splitId, string orderId, string rest);

    [LoggerMessage(1651, LogLevel.Warning,
        "The release {SplitId} of order {OrderId} is not taken now ({Outcome} {Rule}); it is looked at again.")]
    public static partial void ReleaseNotTaken(
        this ILogger log, string splitId, string orderId, ApplyOutcome outcome, SplitRule? rule);

    [LoggerMessage(1652, LogLevel.Error, "A wake of the settlement of order {OrderId} failed; the next one looks again.")]
    public static partial void WakeFailed(this ILogger log, string orderId, Exception failure);

    [LoggerMessage(1653, LogLevel.Critical, "The rest of order {OrderId} was to be released and is still frozen.")]
    public static partial void GaveUp(this ILogger log, string orderId);
}
