using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PayFunctions.Orders;

namespace PayFunctions.Wallets;

/// <summary>
/// The saga of a top-up: the payment is in the order's books already; it is put on the wallet, or sent back to the payer.
/// </summary>
/// <remarks>
/// Order and wallet are in partitions of their own, so no transaction holds both. The wallet's entry is keyed by the order:
/// it comes about once however often this runs. Nobody else refunds such an order, so nothing is spent twice.
/// </remarks>
public static class WalletTopUp
{
    // An activity fails when storage or engine are away, or the account is busy: these tries outlast a day of it.
    private static readonly TaskOptions Again = TaskOptions.FromRetryPolicy(
        new RetryPolicy(100, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(15)));

    [Function(nameof(WalletTopUp))]
    public static async Task<TopUpOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var order = context.GetInput<OrderName>() ?? throw new InvalidOperationException("Started without an order.");
        var outcome = await context.CallActivityAsync<TopUpOutcome>(nameof(CreditWallet), order, Again);
        if (outcome == TopUpOutcome.Refused) await context.CallActivityAsync(nameof(ReturnTopUp), order, Again);
        return outcome;
    }
}
