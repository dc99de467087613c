using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.AppStore;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Callbacks;

/// <summary>
/// Takes what a verified notification of the App Store says: its money through the order book, and then the notice
/// itself with what it makes of a subscription.
/// </summary>
/// <remarks>
/// The notice's row comes last: where it stands, all before it was done. Each step is safe to repeat, so a delivery
/// that broke off is finished by the next.
/// </remarks>
public sealed class AppStoreIntake(
    OrderBook orders, NotificationIntake intake, Quarantine quarantine, AppStoreBook book, ILogger<AppStoreIntake> log)
{
    public async Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, StoreNotice notice, CancellationToken patience, CancellationToken gone)
    {
        try
        {
            var money = notice.Purchase is { } purchase
                ? await TakeMoneyAsync(client, notice, purchase, patience, gone)
                : CallbackOutcome.Nothing;
            if (money == CallbackOutcome.Unavailable) return money;
            var noted = await book.TakeAsync(notice, patience);
            return money is CallbackOutcome.Applied or CallbackOutcome.Quarantined ? money : OutcomeOf(noted, money);
        }
        catch (Exception e) when (StorageAway.Is(e) && !gone.IsCancellationRequested)
        {
            log.StorageAway(notice.OriginalTransactionId ?? "-", notice.Id, e);
            return CallbackOutcome.Unavailable;
        }
    }

    private async Task<CallbackOutcome> TakeMoneyAsync(
        DurableTaskClient client, StoreNotice notice, StorePurchase purchase, CancellationToken patience,
        CancellationToken gone)
    {
        if (purchase.Price is null)
        {
            var unaccounted = new Refusal(RefusalReason.OtherCurrency, "price");
            await quarantine.KeepAsync(purchase.Key, notice.Since ?? notice.Paid!, unaccounted, patience);
            log.Quarantined(purchase.Key.OrderId, notice.Id, unaccounted.Reason);
            return CallbackOutcome.Quarantined;
        }

        // A store's order begins with the first word of its money. What an older order says is for the book to compare.
        var created = await orders.CreateAsync(purchase.ToOrder(), patience);
        var stored = created.Stored;
        if (notice.Since is null) return await intake.TakeAsync(client, stored, notice.Paid!, patience, gone);
        if (stored.Order.State == OrderState.Created)
        {
            var paid = await orders.ApplyAsync(stored, notice.Paid!, patience);
            if (paid.Outcome == ApplyOutcome.Contended) return CallbackOutcome.Unavailable;
            stored = paid.Stored ?? stored;
        }

        return await intake.TakeAsync(client, stored, notice.Since, patience, gone);
    }

    private static CallbackOutcome OutcomeOf(NoticeOutcome noted, CallbackOutcome money) => noted switch
    {
        NoticeOutcome.Moved => CallbackOutcome.Applied,
        NoticeOutcome.Noted or NoticeOutcome.Repeat => money == CallbackOutcome.Repeat || noted == NoticeOutcome.Repeat
            ? CallbackOutcome.Repeat
            : CallbackOutcome.Nothing,
        NoticeOutcome.Contended => CallbackOutcome.Unavailable,
    };
}
