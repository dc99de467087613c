using System.Globalization;
using System.Text;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.UnionPay;

/// <summary>What our requests give along as reqReserved and every message about the trade brings back, signed: which of
/// ours it is.</summary>
/// <param name="OrderId">Null with a payment: its own number tells.</param>
internal readonly record struct TradeNote(int Attempt, string? OrderId, string? RefundId)
{
    private const char Mark = '~'; // In no order's id and in no refund's.
    private const string Attempts = "attempt";
    private const string Refunds = "refund";
    private const string Reversals = "reversal";
    private const int CharsMax = 160;

    /// <summary>A first attempt needs none.</summary>
    public static string? Of(Order order) => order.Attempt == 1
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Attempts}{Mark}{order.Attempt}");

    public static string Of(Order order, Refund refund) => $"{Refunds}{Mark}{order.Key.OrderId}{Mark}{refund.Id}";

    public static string OfReversal(Order order) => $"{Reversals}{Mark}{order.Key.OrderId}";

    /// <summary>Reads one; what is not ours says nothing.</summary>
    public static TradeNote Read(ReadOnlySpan<byte> text)
    {
        var nothing = new TradeNote(1, null, null);
        if (text.Length is 0 or > CharsMax || !Ascii.IsValid(text)) return nothing;
        var parts = Encoding.ASCII.GetString(text).Split(Mark);
        return parts switch
        {
            [Attempts, var number] when IsAttempt(number, out var attempt) => new(attempt, null, null),
            [Refunds, var order, var refund] when OrderIdRule.Accepts(order) && RefundIdRule.Accepts(refund) =>
                new(1, order, refund),
            [Reversals, var order] when OrderIdRule.Accepts(order) => new(1, order, null),
            _ => nothing,
        };
    }

    private static bool IsAttempt(string text, out int attempt) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out attempt) && attempt > 1;
}
