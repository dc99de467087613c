using System.Text;
using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Reversals;

/// <summary>Which orders can be reversed, and what a request has to say.</summary>
public static class ReversalRules
{
    /// <summary>As for a refund's.</summary>
    private const int LongestReason = 80;

    /// <summary>The rule that stands in the way; null: none does.</summary>
    /// <param name="until">The last moment at which the payment can be reversed; null while there is none.</param>
    public static ReversalRule? Broken(Order order, DateTimeOffset? until, DateTimeOffset now)
    {
        if (order.TopUp is not null) return ReversalRule.NotOnAWallet;
        if (!order.Refunded.IsZero) return ReversalRule.NothingRefunded;
        if (!order.RefundReserved.IsZero) return ReversalRule.NoRefundUnderWay;
        if (order.Splits > 0) return ReversalRule.NothingShared;
        return until is { } last && now > last ? ReversalRule.WithinWindow : null;
    }

    /// <returns>What is wrong with the reason; null: nothing.</returns>
    public static FieldProblem? ReasonProblem(string? reason)
    {
        if (string.IsNullOrEmpty(reason)) return new("reason", "is missing");
        if (reason.Any(char.IsControl)) return new("reason", "holds a control character");
        return Encoding.UTF8.GetByteCount(reason) > LongestReason
            ? new("reason", $"is longer than {LongestReason} bytes of UTF-8")
            : null;
    }
}
