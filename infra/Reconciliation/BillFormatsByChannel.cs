using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>How each channel's day and bills are to be read.</summary>
internal static class BillFormatsByChannel
{
    public static DayWindow Window(ReconciliationOptions options, RunKey key)
    {
        var begins = options.Channels.TryGetValue(key.Channel, out var own) ? own.DayBegins : TimeSpan.Zero;
        return DayWindow.OfChina(key.Day, begins, options.CutOff, options.CarryDays);
    }

    public static BillFormat Of(ReconciliationOptions options, RunKey key, BillKind kind) => kind switch
    {
        BillKind.Funds => WeChatFundBill.Instance,
        BillKind.Trade when options.Channels.TryGetValue(key.Channel, out var own) && own.Columns is { } columns =>
            new ConfiguredBill(Columns(key.Channel, columns)),
        BillKind.Trade => BillFormats.Of(key.Channel, key.Day),
    };

    private static BillColumns Columns(string channel, DroppedBillOptions names) => new()
    {
        Channel = channel,
        OrderId = names.OrderId,
        RefundId = names.RefundId,
        TransactionId = names.TransactionId,
        Amount = names.Amount,
        AmountDecimals = names.AmountDecimals,
        Currency = names.Currency,
        Time = names.Time,
        TimeFormat = names.TimeFormat,
        Kind = names.Kind,
        KindWords = new Dictionary<string, MovementKind>
        {
            [names.PaymentWord] = MovementKind.Payment,
            [names.RefundWord] = MovementKind.Refund,
        },
    };
}
