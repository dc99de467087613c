using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Infra.Providers;

/// <summary>
/// What a trade of ours is called in its provider's bill: the number that we sent it under. For most that is the out_trade_no or
/// the refund's id; UnionPay takes neither a dash nor a number that is unique within its order only.
/// </summary>
public static class BillNumbers
{
    /// <summary>The payment through the attempt on the order's face.</summary>
    public static string Of(Order order) =>
        order.Channel == UnionPayProvider.Name ? TradeNumbers.Of(order) : order.OutTradeNo;

    /// <param name="order">As the attempt shows it whose payment goes back.</param>
    public static string Of(Order order, Refund refund) =>
        order.Channel == UnionPayProvider.Name ? TradeNumbers.Of(order, refund) : refund.Id;

    /// <returns>Null: the bill has it under the payment's own number.</returns>
    public static string? OfReversal(Order order) =>
        order.Channel == UnionPayProvider.Name && order is { Reversal: not null, TransactionId: not null }
            ? TradeNumbers.OfReversal(order)
            : null;

    /// <summary>The orders that a payment of that number may be of, the likeliest first.</summary>
    public static IEnumerable<string> OrderIdsOf(string channel, string number)
    {
        yield return number;
        for (var attempt = 2; attempt <= AttemptNumber.Last; attempt++)
        {
            var suffix = channel == UnionPayProvider.Name ? TradeNumbers.Suffix(attempt) : AttemptNumber.Of("", attempt);
            if (number.EndsWith(suffix, StringComparison.Ordinal)) yield return number[..^suffix.Length];
        }
    }

    /// <summary>The order as that attempt shows it whose payment has the number; as it is where none has.</summary>
    public static Order Through(Order order, string number) =>
        order.Others.Select(other => order.Through(other.Number)!).Prepend(order)
            .FirstOrDefault(one => Of(one) == number, order);
}
