using Microsoft.Extensions.Logging;
using PayFunctions.Core.Wallets;

namespace PayFunctions.Wallets;

/// <summary>Log lines of wallets: event ids 1250 to 1299.</summary>
internal static partial class Log
{
    [LoggerMessage(1250, LogLevel.Warning, "The payment of {OrderId} can't be put on its wallet ({Refusal}): it goes back.")]
    public static partial void TopUpRefused(this ILogger log, string orderId, WalletRefusal refusal);
}
