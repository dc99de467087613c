using System.Globalization;
using System.Text.Json.Nodes;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Tests.Simulation;

/// <summary>What holds at the end of every story, whatever happened in it.</summary>
internal static class Laws
{
    private static readonly RefusalReason[] ForAnOperator =
    [
        RefusalReason.LatePayment, RefusalReason.SecondPayment, RefusalReason.RefundAbnormal, RefusalReason.RefundClosed,
    ];

    public static void EverythingHasEnded(OrderStory told)
    {
        Assert.True(
            told.Order.State is not (OrderState.Created or OrderState.AwaitingPayment or OrderState.Closing),
            $"{told.Order.Key} is left {told.Order.State}.");
        Assert.False(told.Order.IsBeingReversed, $"{told.Order.Key} is being reversed for ever.");
        Assert.All(told.Refunds, refund => Assert.False(RefundMachine.IsOpen(refund.State), $"{refund.Id} is left {refund.State}."));
    }

    /// <summary>To the cent: what our books say the provider owes us is what it holds.</summary>
    public static void TheBooksAgreeWithTheProvider(OrderStory told, ModelProvider provider)
    {
        var receivable = told.Postings.SelectMany(posting => posting.Entries)
            .Where(entry => entry.Account.StartsWith("receivable/", StringComparison.Ordinal)).Sum(entry => entry.Debit - entry.Credit);
        Assert.Equal(provider.Holds(told.Order.Key), receivable);
    }

    public static void EveryPaymentIsBookedOnce(OrderStory told, ModelProvider provider)
    {
        var booked = told.Postings.Count(posting => posting.Kind.EndsWith("payment", StringComparison.Ordinal));
        Assert.Equal(provider.Payments(told.Order.Key).Count, booked);
        Assert.Equal(Enumerable.Range(1, told.Postings.Count), told.Postings.Select(posting => posting.Sequence));
        Assert.Equal(told.Postings.Count, told.Order.Postings);
    }

    public static void RefundsStayWithinWhatWasPaid(OrderStory told)
    {
        Assert.True(told.Order.RefundReserved.IsZero, $"{told.Order.RefundReserved} stays reserved.");
        Assert.True(told.Order.Refunded <= told.Order.Paid, $"{told.Order.Refunded} of {told.Order.Paid} was refunded.");
        var succeeded = told.Refunds.Where(refund => refund is { State: RefundState.Succeeded, IsOfTheOrder: true });
        Assert.Equal(succeeded.Sum(refund => refund.Amount.MinorUnits), told.Order.Refunded.MinorUnits);
    }

    public static void EverySplitHasEnded(OrderStory told) => Assert.All(told.Splits, split =>
    {
        Assert.False(SplitMachine.IsOpen(split.State), $"{split.Number} is left {split.State}.");
        Assert.All(split.Returns, given => Assert.False(SplitMachine.IsOpen(given.State), $"{given.Number} is left {given.State}."));
    });

    /// <summary>Shares, what went back and what is left are what was paid; and the provider says the same.</summary>
    public static void SharesAddUpAndAgreeWithTheProvider(OrderStory told, ModelProvider provider)
    {
        var order = told.Order;
        var received = told.Splits.Where(split => split.State == SplitState.Done).Sum(split => split.Received.MinorUnits);
        var given = told.Splits.SelectMany(split => split.Returns)
            .Where(given => given.State == SplitState.Done).Sum(given => given.Amount.MinorUnits);
        Assert.Equal(received - given, order.Shared.MinorUnits);
        Assert.Equal(provider.Shared(order.Key), order.Shared.MinorUnits);
        Assert.Equal(provider.IsReleased(order.Key), order.Sharing == SharingState.Ended);
        Assert.True(order.ShareReserved.IsZero, $"{order.ShareReserved} stays set apart.");
        Assert.Equal(order.Paid, order.Shared + order.Refunded + order.Sharable);
        Assert.True(order.Sharable.MinorUnits >= 0, $"{order.Sharable} is left.");
        Assert.Equal(order.Shared.MinorUnits, Credit(told, "receiver/"));
        Assert.Equal(order.Sharable.MinorUnits, Credit(told, "merchant/"));
        Assert.All(told.Splits, split => Assert.All(
            split.Shares, share => Assert.True(split.Returnable(share.Account).MinorUnits >= 0, $"{split.Number}: {share}")));
    }

    /// <summary>No refund went before the shares that it took were back, and no split above what was free.</summary>
    public static void NothingWasAskedForThatWasNotThere(ModelProvider provider) => Assert.Empty(provider.Refused);

    public static void OnlyStrayMoneyAndStuckRefundsWaitForAnOperator(IEnumerable<QuarantineEntry> kept) =>
        Assert.All(kept, entry => Assert.Contains(entry.Reason, ForAnOperator));

    public static void WalletsAddUpAndAreNeverBelowZero(IEnumerable<JsonObject> rows)
    {
        var all = rows.ToArray();
        var balance = Assert.Single(all, row => Text(row, "RowKey") == "balance");
        var entries = all.Where(row => Text(row, "RowKey").StartsWith("entry|", StringComparison.Ordinal)).ToArray();
        Assert.All(entries, entry => Assert.True(Number(entry, "Available") >= 0 && Number(entry, "Frozen") >= 0));
        Assert.Equal(Number(balance, "Available"), entries.Sum(entry => Number(entry, "AvailableChange")));
        Assert.Equal(Number(balance, "Frozen"), entries.Sum(entry => Number(entry, "FrozenChange")));
    }

    /// <summary>Credits less debits of the accounts whose names begin so.</summary>
    private static long Credit(OrderStory told, string accounts) => told.Postings.SelectMany(posting => posting.Entries)
        .Where(entry => entry.Account.StartsWith(accounts, StringComparison.Ordinal)).Sum(entry => entry.Credit - entry.Debit);

    private static string Text(JsonObject row, string column) => (string)row[column]!;

    private static long Number(JsonObject row, string column) => long.Parse(Text(row, column), CultureInfo.InvariantCulture);
}
