using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.Refunds;

/// <summary>Event ids 3070 to 3089.</summary>
internal static partial class Log
{
    [LoggerMessage(3070, LogLevel.Information, "Order {Order}: {Amount} reserved for refund {Refund}")]
    public static partial void Reserved(this ILogger log, OrderKey order, string refund, string amount);

    [LoggerMessage(3071, LogLevel.Information,
        "Order {Order}: {Event} ({Evidence}) moved refund {Refund} from {From} to {To}")]
    public static partial void Moved(
        this ILogger log, OrderKey order, RefundEvent @event, string evidence, string refund, RefundState from,
        RefundState to);

    [LoggerMessage(3072, LogLevel.Debug, "Order {Order}: {Event} ({Evidence}) of refund {Refund} was known")]
    public static partial void Repeated(
        this ILogger log, OrderKey order, RefundEvent @event, string evidence, string refund);

    [LoggerMessage(3073, LogLevel.Information,
        "Order {Order}: {Event} by {Source} of refund {Refund} refused in {State}: {Reason}")]
    public static partial void Refused(
        this ILogger log, OrderKey order, RefundEvent @event, EvidenceSource source, string refund, RefundState state,
        RefusalReason reason);

    [LoggerMessage(3074, LogLevel.Warning,
        "Order {Order}: refund {Refund} lost the race {Tries} times; its sender has to come again")]
    public static partial void Contended(this ILogger log, OrderKey order, string refund, int tries);
}
