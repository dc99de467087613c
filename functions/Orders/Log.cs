using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Orders;

/// <summary>Log lines of orders: event ids 1100 to 1199.</summary>
internal static partial class Log
{
    private static readonly Func<ILogger, string, IDisposable?> OrderScope =
        LoggerMessage.DefineScope<string>("order_id:{order_id}");

    public static IDisposable? OfOrder(this ILogger log, string orderId) => OrderScope(log, orderId);

    [LoggerMessage(1100, LogLevel.Error,
        "A wake of order {OrderId} failed, retries included; it is asked again by its plan.")]
    public static partial void WakeFailed(this ILogger log, string orderId, Exception failure);

    [LoggerMessage(1101, LogLevel.Error, "Order {OrderId} has an orchestration and is not in the store.")]
    public static partial void OrderMissing(this ILogger log, string orderId);

    [LoggerMessage(1102, LogLevel.Information,
        "The {Operation} of order {OrderId} says nothing new: {Outcome} {Code}.")]
    public static partial void NothingHeard(
        this ILogger log, string orderId, string operation, ProviderOutcome outcome, string? code);

    [LoggerMessage(1103, LogLevel.Warning, "The provider refused to take order {OrderId}: {Code}.")]
    public static partial void PrepayRefused(this ILogger log, string orderId, string? code);

    [LoggerMessage(1105, LogLevel.Warning,
        "The orchestration {InstanceId} is not there: its engine has lost or moved its history. It is started anew.")]
    public static partial void OrchestrationMissing(this ILogger log, string instanceId);

    [LoggerMessage(1106, LogLevel.Information, "Order {OrderId} created for {MerchantId}: {Total}.")]
    public static partial void OrderCreated(this ILogger log, string orderId, string merchantId, string total);

    [LoggerMessage(1108, LogLevel.Error, "Whether the orchestration {InstanceId} is there could not be found out.")]
    public static partial void MissingNotMended(this ILogger log, string instanceId, Exception failure);

    [LoggerMessage(1109, LogLevel.Error,
        "Attempts of order {OrderId} that it left could not be closed. They end by their own expiry; money goes back.")]
    public static partial void AttemptsLeftOpen(this ILogger log, string orderId, Exception failure);

    [LoggerMessage(1107, LogLevel.Critical,
        "Order {OrderId} is given up: its provider has not said how it ended. An operator has to ask.",
        EventName = "OrderGivenUp")]
    public static partial void GaveUp(this ILogger log, string orderId);
}
