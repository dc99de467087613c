using System.Text;
using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Refunds;

/// <summary>Reads a merchant's request for a refund: all that is wrong with its words is named at once.</summary>
public static class RefundRules
{
    /// <summary>What WeChat Pay takes of a reason, in bytes of UTF-8.</summary>
    private const int LongestReason = 80;

    /// <returns>Null when there are problems.</returns>
    public static NewRefund? Read(RefundRequest request, List<FieldProblem> problems)
    {
        var before = problems.Count;
        if (IdProblem(request.RefundId) is { } id) problems.Add(new("refundId", id));
        if (AmountProblem(request.Amount) is { } amount) problems.Add(new("amount.amount", amount));
        var known = Currency.TryFromCode(request.Currency, out var currency);
        if (request.Currency is null) problems.Add(new("amount.currency", "is missing"));
        else if (!known) problems.Add(new("amount.currency", "is not a currency that this app accounts in"));
        if (ReasonProblem(request.Reason) is { } reason) problems.Add(new("reason", reason));
        return problems.Count > before
            ? null
            : new(request.RefundId!, new(decimal.ToInt64(request.Amount!.Value), currency), request.Reason);
    }

    private static string? IdProblem(string? id) =>
        id is null ? "is missing"
        : !RefundIdRule.Accepts(id) ? $"is not 1 to {RefundIdRule.Longest} of 0-9 A-Z a-z _ - | * @"
        : !RefundIdRule.AcceptsFromMerchant(id) ? $"begins with {RefundIdRule.Automatic}, {RefundIdRule.TopUp} or {RefundIdRule.TakenBack}, which name refunds made by this app"
        : null;

    private static string? AmountProblem(decimal? amount)
    {
        if (amount is not { } value) return "is missing";
        if (value != decimal.Truncate(value)) return "is not a whole number of minor units";
        if (value <= 0) return "is not above zero";
        return value > long.MaxValue ? "is above the largest that is taken" : null;
    }

    private static string? ReasonProblem(string? reason)
    {
        if (reason is null) return null;
        foreach (var c in reason)
        {
            if (char.IsControl(c)) return "holds a control character";
        }

        if (reason.Length == 0) return "is empty";
        return Encoding.UTF8.GetByteCount(reason) > LongestReason ? $"is longer than {LongestReason} bytes of UTF-8" : null;
    }
}
