using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;

namespace PayFunctions.Callbacks;

/// <summary>
/// Log lines of callbacks: event ids 1200 to 1299. Refusals are logged where they are decided, in the adapter.
/// </summary>
internal static partial class Log
{
    private static readonly Func<ILogger, string, string, string, IDisposable?> NotificationScope =
        LoggerMessage.DefineScope<string, string, string>(
            "order_id:{order_id} provider:{provider} notification_id:{notification_id}");

    public static IDisposable? OfNotification(
        this ILogger log, string orderId, string provider, string notificationId) =>
        NotificationScope(log, orderId, provider, notificationId);

    [LoggerMessage(1200, LogLevel.Error,
        "Notification {NotificationId} contradicts what we hold of order {OrderId} ({Reason}): acknowledged, " +
        "kept in quarantine.")]
    public static partial void Quarantined(
        this ILogger log, string orderId, string notificationId, RefusalReason? reason);

    [LoggerMessage(1201, LogLevel.Warning,
        "Notification {NotificationId} of order {OrderId} is answered 503: storage is away. It comes again.",
        EventName = "CallbackStorageAway")]
    public static partial void StorageAway(this ILogger log, string orderId, string notificationId, Exception failure);
}
