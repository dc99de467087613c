using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Wallets;
using PayFunctions.Orders;

namespace PayFunctions.Wallets;

/// <summary>Puts an order's payment on its wallet, once an order. Safe to repeat.</summary>
public sealed class CreditWallet(OrderBook orders, WalletBook wallets, ILogger<CreditWallet> log)
{
    [Function(nameof(CreditWallet))]
    public async Task<TopUpOutcome> RunAsync([ActivityTrigger] OrderName name, CancellationToken cancellation)
    {
        // A refund under way is this saga's own way back: what goes back is not credited as well.
        if (await orders.FindAsync(name.Key, cancellation) is not { State: OrderState.Paid, TopUp: { } account } order
            || order.Refundable != order.Paid)
        {
            return TopUpOutcome.NothingToCredit;
        }

        var answer = await wallets.TopUpAsync(
            name.Tenant, account, order.Paid, $"order-{name.OrderId}", cancellation);
        switch (answer.Outcome)
        {
            case WalletOutcome.Done or WalletOutcome.Repeat:
                return TopUpOutcome.Credited;
            case WalletOutcome.Refused:
                log.TopUpRefused(name.OrderId, answer.Refusal!.Value);
                return TopUpOutcome.Refused;
            case WalletOutcome.Contended:
                throw new InvalidOperationException($"The account of {name.OrderId} is too busy; the next try will find it.");
            default:
                throw new InvalidOperationException($"No such outcome: {answer.Outcome}.");
        }
    }
}
