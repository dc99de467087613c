using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Edge;

namespace PayFunctions.Refunds;

/// <summary>The fields of <c>POST orders/{orderId}/refunds</c>.</summary>
internal sealed class RefundRequestJson : IRequestFields<RefundRequest>
{
    public static RefundRequest Read(ReadOnlySpan<byte> body, out IReadOnlyList<FieldProblem> problems) =>
        StrictJson.Read<RefundRequest, RefundRequestJson>(body, new(), out problems);

    public static bool IsObject(string field) => field is "amount";

    public static bool Take(string field, ref StrictJson json, ref RefundRequest request)
    {
        switch (field)
        {
            case "refundId": request = request with { RefundId = json.String(field) }; break;
            case "amount.amount": request = request with { Amount = json.Number(field) }; break;
            case "amount.currency": request = request with { Currency = json.String(field) }; break;
            case "reason": request = request with { Reason = json.String(field) }; break;
            default: return false;
        }

        return true;
    }
}
