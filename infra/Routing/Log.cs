using Microsoft.Extensions.Logging;
using PayFunctions.Core.Routing;

namespace PayFunctions.Infra.Routing;

/// <summary>Event ids 3100 to 3149.</summary>
internal static partial class Log
{
    [LoggerMessage(3100, LogLevel.Warning, "The breaker of {Channel} went from {From} to {To}: {Reason}.")]
    public static partial void BreakerMoved(
        this ILogger log, string channel, BreakerPhase from, BreakerPhase to, BreakerReason reason);

    [LoggerMessage(3101, LogLevel.Warning,
        "How the breaker of {Channel} stands is not shared just now: this instance goes by what it knows itself.")]
    public static partial void NotShared(this ILogger log, string channel, Exception failure);
}
