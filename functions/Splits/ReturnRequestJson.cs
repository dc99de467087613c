using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Edge;

namespace PayFunctions.Splits;

/// <summary>The fields of <c>POST orders/{orderId}/splits/{splitId}/returns</c>.</summary>
internal sealed class ReturnRequestJson : IRequestFields<ReturnRequest>
{
    public static ReturnRequest Read(ReadOnlySpan<byte> body, out IReadOnlyList<FieldProblem> problems) =>
        StrictJson.Read<ReturnRequest, ReturnRequestJson>(body, new(), out problems);

    public static bool IsObject(string field) => field is "amount";

    public static bool Take(string field, ref StrictJson json, ref ReturnRequest request)
    {
        var part = request.From;
        switch (field)
        {
            case "returnId": request = request with { ReturnId = json.String(field) }; break;
            case "account": request = request with { From = part with { Account = json.String(field) } }; break;
            case "amount.amount": request = request with { From = part with { Amount = json.Number(field) } }; break;
            case "amount.currency":
                request = request with { From = part with { Currency = json.String(field) } };
                break;
            default: return false;
        }

        return true;
    }
}
