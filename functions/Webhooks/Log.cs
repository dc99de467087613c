using Microsoft.Extensions.Logging;

namespace PayFunctions.Webhooks;

/// <summary>Log lines of webhooks: event ids 1350 to 1399.</summary>
internal static partial class Log
{
    [LoggerMessage(1350, LogLevel.Error,
        "An attempt to deliver message {Sequence} of order {OrderId} failed, retries included; its plan goes on.")]
    public static partial void AttemptFailed(this ILogger log, string orderId, int sequence, Exception failure);

    [LoggerMessage(1351, LogLevel.Warning, "The delivery {InstanceId} could not be looked up or hurried.")]
    public static partial void LookFailed(this ILogger log, string instanceId, Exception failure);

    [LoggerMessage(1352, LogLevel.Information, "An operator has message {MessageId} of order {OrderId} delivered again. {Said}")]
    public static partial void Redelivered(this ILogger log, string orderId, string messageId, string said);
}
