using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Healing;

namespace PayFunctions.Healing;

/// <summary>Log lines of healing: event ids 1450 to 1499.</summary>
internal static partial class Log
{
    [LoggerMessage(1450, LogLevel.Warning, "{OrderId}: {Kind} goes on again after {Cause} broke off. {Evidence}")]
    public static partial void Healed(this ILogger log, string orderId, HealKind kind, string cause, string evidence);

    [LoggerMessage(1451, LogLevel.Error, "{OrderId}: {Cause} broke off and could not be healed; the next run tries again.")]
    public static partial void HealFailed(this ILogger log, string orderId, string cause, Exception failure);

    [LoggerMessage(1452, LogLevel.Error, "Broken {Kind} orchestrations could not be listed; the next run tries again.")]
    public static partial void ListingFailed(this ILogger log, HealKind kind, Exception failure);

    [LoggerMessage(1453, LogLevel.Information, "What fell through is being looked for by another; this run leaves it.")]
    public static partial void LeaseTaken(this ILogger log);

    [LoggerMessage(1454, LogLevel.Debug, "Looked for what fell through: {Healed} healed (late: {IsPastDue}).")]
    public static partial void RunEnded(this ILogger log, int healed, bool isPastDue);
}
