using PayFunctions.Core.Orders;
using PayFunctions.Core.Wallets;
using PayFunctions.Edge;

namespace PayFunctions.Wallets;

/// <summary>The fields of <c>POST wallets/{account}/holds</c>.</summary>
internal sealed class HoldRequestJson : IRequestFields<HoldRequest>
{
    public static HoldRequest Read(ReadOnlySpan<byte> body, out IReadOnlyList<FieldProblem> problems) =>
        StrictJson.Read<HoldRequest, HoldRequestJson>(body, new(), out problems);

    public static bool IsObject(string field) => field is "amount";

    public static bool Take(string field, ref StrictJson json, ref HoldRequest request)
    {
        switch (field)
        {
            case "holdId": request = request with { HoldId = json.String(field) }; break;
            case "amount.amount": request = request with { Amount = json.Number(field) }; break;
            case "amount.currency": request = request with { Currency = json.String(field) }; break;
            case "expiresInSeconds": request = request with { ExpiresInSeconds = json.WholeNumber(field) }; break;
            default: return false;
        }

        return true;
    }
}
