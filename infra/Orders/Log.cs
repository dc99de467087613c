using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Orders;

/// <summary>Event ids 3000 to 3049.</summary>
internal static partial class Log
{
    public static void Moved(
        this ILogger log, OrderKey order, OrderEvent @event, string evidence, OrderState from, OrderState to)
    {
        if (!log.IsEnabled(LogLevel.Information)) return;
        log.Log(
            LogLevel.Information, MovedLine.Id, new MovedLine(order, @event, evidence, from, to), null,
            static (line, _) => line.ToString());
    }

    [LoggerMessage(3001, LogLevel.Debug, "Order {Order}: {Event} ({Evidence}) was known; it stays {State}")]
    public static partial void Repeated(
        this ILogger log, OrderKey order, OrderEvent @event, string evidence, OrderState state);

    [LoggerMessage(3002, LogLevel.Information, "Order {Order}: {Event} by {Source} refused in {State}: {Reason}")]
    public static partial void Refused(
        this ILogger log, OrderKey order, OrderEvent @event, EvidenceSource source, OrderState state,
        RefusalReason reason);

    [LoggerMessage(
        3003, LogLevel.Warning, "Order {Order}: kept for an operator, {Provider} {Evidence}: {Reason} ({Field})",
        EventName = "EvidenceQuarantined")]
    public static partial void Quarantined(
        this ILogger log, OrderKey order, string provider, string evidence, RefusalReason reason, string field);

    [LoggerMessage(
        3006, LogLevel.Information, "Order {Order}: an operator resolved {Entry} by '{Action}': {Outcome}")]
    public static partial void Resolved(
        this ILogger log, OrderKey order, string entry, string action, string outcome);

    [LoggerMessage(3004, LogLevel.Debug, "Order {Order}: {Provider} {Evidence} was kept for an operator before")]
    public static partial void QuarantinedBefore(this ILogger log, OrderKey order, string provider, string evidence);

    [LoggerMessage(
        3005, LogLevel.Warning, "Order {Order}: {Evidence} lost the race {Tries} times; its sender has to come again")]
    public static partial void Contended(this ILogger log, OrderKey order, string evidence, int tries);

    [LoggerMessage(
        3007, LogLevel.Warning, "Order {Order}: {Evidence} has another id and the very bytes of one that came before")]
    public static partial void Renamed(this ILogger log, OrderKey order, string evidence);
}
