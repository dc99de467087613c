using System.Globalization;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Edge;

namespace PayFunctions.Splits;

/// <summary>The fields of <c>POST orders/{orderId}/splits</c>.</summary>
internal sealed class SplitRequestJson : IRequestFields<SplitRequest>
{
    private const string Receivers = "receivers[";

    public static SplitRequest Read(ReadOnlySpan<byte> body, out IReadOnlyList<FieldProblem> problems) =>
        StrictJson.Read<SplitRequest, SplitRequestJson>(body, new(), out problems);

    public static bool IsList(string field) => field is "receivers";

    public static bool IsObject(string field) => Part(field, out _) is "amount";

    public static bool Take(string field, ref StrictJson json, ref SplitRequest request)
    {
        switch (field)
        {
            case "splitId": request = request with { SplitId = json.String(field) }; return true;
            case "unfreezeRest": request = request with { UnfreezeRest = json.Flag(field) }; return true;
            default: break;
        }

        var part = Part(field, out var index);
        if (part is not ("account" or "amount.amount" or "amount.currency")) return false;
        List<ReceiverRequest> receivers = [.. request.Receivers];
        while (receivers.Count <= index) receivers.Add(new());
        receivers[index] = part switch
        {
            "account" => receivers[index] with { Account = json.String(field) },
            "amount.amount" => receivers[index] with { Amount = json.Number(field) },
            _ => receivers[index] with { Currency = json.String(field) },
        };
        request = request with { Receivers = receivers };
        return true;
    }

    /// <summary>Of <c>receivers[2].amount.currency</c>: <c>amount.currency</c> and 2; null where it is no receiver's.</summary>
    private static string? Part(string field, out int index)
    {
        index = 0;
        var end = field.IndexOf("].", StringComparison.Ordinal);
        return field.StartsWith(Receivers, StringComparison.Ordinal) && end > 0
            && int.TryParse(field.AsSpan(Receivers.Length, end - Receivers.Length), NumberStyles.None,
                CultureInfo.InvariantCulture, out index)
            ? field[(end + 2)..]
            : null;
    }
}
