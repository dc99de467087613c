using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Splits;

/// <summary>Which shares come back before a refund can go: the merchant refunds only what the merchant has.</summary>
/// <remarks>Pure. Returns under way count as coming: the same plan made again asks for nothing twice.</remarks>
public static class SharesFirst
{
    /// <returns>Returns to ask for, each with its split's id, newest split first; none: all that is needed is there or
    /// comes.</returns>
    public static IReadOnlyList<(string SplitId, NewReturn Return)> Plan(Order order, IReadOnlyList<Split> splits)
    {
        var missing = order.SharesToReturn;
        foreach (var given in splits.SelectMany(split => split.Returns))
        {
            if (SplitMachine.IsOpen(given.State)) missing -= given.Amount;
        }

        List<(string, NewReturn)> plan = [];
        foreach (var split in splits.OrderByDescending(split => split.RequestedAt).ThenBy(split => split.Number))
        {
            foreach (var share in split.Shares)
            {
                if (missing.MinorUnits <= 0) return plan;
                var left = split.Returnable(share.Account);
                if (left.MinorUnits <= 0) continue;
                var amount = left < missing ? left : missing;
                plan.Add((split.Id, new(SplitIdRule.Ours(order.Splits + plan.Count + 1), share.Account, amount)));
                missing -= amount;
            }
        }

        return plan;
    }
}
