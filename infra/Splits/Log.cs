using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;

namespace PayFunctions.Infra.Splits;

/// <summary>Event ids 3090 to 3099.</summary>
internal static partial class Log
{
    [LoggerMessage(3090, LogLevel.Information, "Order {Order}: {Number} set apart for split {Split}")]
    public static partial void Reserved(this ILogger log, OrderKey order, string split, string number);

    [LoggerMessage(3091, LogLevel.Information,
        "Order {Order}: {Event} ({Evidence}) moved split {Split}, return {Return}, to {To}")]
    public static partial void Moved(
        this ILogger log, OrderKey order, SplitEvent @event, string evidence, string split, string? @return,
        SplitState to);

    [LoggerMessage(3092, LogLevel.Debug, "Order {Order}: {Event} ({Evidence}) of split {Split} was known")]
    public static partial void Repeated(
        this ILogger log, OrderKey order, SplitEvent @event, string evidence, string split);

    [LoggerMessage(3093, LogLevel.Information, "Order {Order}: {Event} of split {Split} refused: {Reason}")]
    public static partial void Refused(
        this ILogger log, OrderKey order, SplitEvent @event, string split, RefusalReason reason);

    [LoggerMessage(3094, LogLevel.Warning,
        "Order {Order}: split {Split} lost the race {Tries} times; its sender has to come again")]
    public static partial void Contended(this ILogger log, OrderKey order, string split, int tries);
}
