using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Splits;

/// <summary>Reads a merchant's request for a split or a return: all that is wrong with its words is named at once.</summary>
public static class SplitRules
{
    /// <summary>As many as a provider takes in one call.</summary>
    /// <remarks>Source: WeChat Pay API v3, "Profit sharing": 50 receivers a call, 50 calls a payment.</remarks>
    public const int MostReceivers = 50;

    private const int LongestAccount = 64;

    /// <returns>Null when there are problems.</returns>
    public static NewSplit? Read(SplitRequest request, List<FieldProblem> problems)
    {
        var before = problems.Count;
        if (IdProblem(request.SplitId) is { } id) problems.Add(new("splitId", id));
        var (receivers, release) = (request.Receivers, request.UnfreezeRest == true);
        if (receivers.Count == 0 && !release) problems.Add(new("receivers", "is empty, and nothing is to be released"));
        if (receivers.Count > MostReceivers)
            problems.Add(new("receivers", $"holds {receivers.Count}, which is more than {MostReceivers}"));
        var shares = new List<Share>();
        for (var index = 0; index < receivers.Count; index++)
        {
            if (ReadShare(receivers[index], $"receivers[{index}].", problems) is not { } share) continue;
            if (shares.Exists(other => other.Account == share.Account))
                problems.Add(new($"receivers[{index}].account", "is given twice"));
            shares.Add(share);
        }

        return problems.Count > before ? null : new(request.SplitId!, shares, release);
    }

    /// <returns>Null when there are problems.</returns>
    public static NewReturn? Read(ReturnRequest request, List<FieldProblem> problems)
    {
        var before = problems.Count;
        if (IdProblem(request.ReturnId) is { } id) problems.Add(new("returnId", id));
        var share = ReadShare(request.From, "", problems);
        return problems.Count > before ? null : new(request.ReturnId!, share!.Account, share.Amount);
    }

    private static Share? ReadShare(ReceiverRequest receiver, string path, List<FieldProblem> problems)
    {
        var before = problems.Count;
        if (receiver.Account is not { Length: > 0 and <= LongestAccount })
            problems.Add(new($"{path}account", $"is not 1 to {LongestAccount} characters"));
        if (AmountProblem(receiver.Amount) is { } amount) problems.Add(new($"{path}amount.amount", amount));
        var known = Currency.TryFromCode(receiver.Currency, out var currency);
        if (!known) problems.Add(new($"{path}amount.currency", "is not a currency that this app accounts in"));
        return problems.Count > before
            ? null
            : new(receiver.Account!, new(decimal.ToInt64(receiver.Amount!.Value), currency));
    }

    private static string? IdProblem(string? id) =>
        id is null ? "is missing"
        : !SplitIdRule.Accepts(id) ? "is not 1 to 64 of 0-9 A-Z a-z _ - | * @"
        : !SplitIdRule.AcceptsFromMerchant(id) ? $"begins with {SplitIdRule.OfOurs}, which names what this app makes"
        : null;

    private static string? AmountProblem(decimal? amount)
    {
        if (amount is not { } value) return "is missing";
        if (value != decimal.Truncate(value)) return "is not a whole number of minor units";
        if (value <= 0) return "is not above zero";
        return value > long.MaxValue ? "is above the largest that is taken" : null;
    }
}
