using Microsoft.Extensions.Logging;

namespace PayFunctions.Routing;

/// <summary>Event ids 1750 to 1799.</summary>
internal static partial class Log
{
    [LoggerMessage(1750, LogLevel.Warning, "Order {OrderId} goes through {To} instead of {From}: {Reason}.")]
    public static partial void Rerouted(this ILogger log, string orderId, string from, string to, string reason);

    [LoggerMessage(1751, LogLevel.Information, "{Channel} was probed: {Outcome} {Code}.")]
    public static partial void Probed(this ILogger log, string channel, string outcome, string? code);

}
