using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Webhooks;

/// <summary>Event ids 3100 to 3149. An address is named by its host alone: its path may hold a token.</summary>
internal static partial class Log
{
    private static readonly Func<ILogger, string, int, IDisposable?> AttemptScope =
        LoggerMessage.DefineScope<string, int>("order_id:{order_id} attempt:{attempt}");

    public static IDisposable? OfAttempt(this ILogger log, string orderId, int attempt) =>
        AttemptScope(log, orderId, attempt);

    [LoggerMessage(3100, LogLevel.Information,
        "Order {Order}: message {Sequence} ({Event}), attempt {Attempt}: {Outcome} {Status}")]
    public static partial void Attempted(
        this ILogger log, OrderKey order, int sequence, string @event, int attempt, SendOutcome outcome, int? status);

    [LoggerMessage(3101, LogLevel.Warning,
        "Order {Order}: message {Sequence} ({Event}) is given up after {Attempts} attempts")]
    public static partial void DeadLettered(
        this ILogger log, OrderKey order, int sequence, string @event, int attempts);

    [LoggerMessage(3102, LogLevel.Debug, "Order {Order}: message {Sequence} waits, its address's breaker is open")]
    public static partial void Paused(this ILogger log, OrderKey order, int sequence);

    [LoggerMessage(3103, LogLevel.Warning,
        "Webhooks of {Tenant} to {Host} failed {Failures} times in a row: paused for {Pause}")]
    public static partial void BreakerOpened(
        this ILogger log, string tenant, string host, int failures, TimeSpan pause);

    [LoggerMessage(3104, LogLevel.Information, "Webhooks of {Tenant} to {Host} arrive again")]
    public static partial void BreakerClosed(this ILogger log, string tenant, string host);

    [LoggerMessage(3105, LogLevel.Warning,
        "Webhooks:AllowPrivateAddresses is true: merchants can make this app call addresses inside its network. "
        + "For a sandbox only.")]
    public static partial void PrivateAddressesAllowed(this ILogger log);
}
