using PayFunctions.Core.Orders;
using PayFunctions.Edge;

namespace PayFunctions.Orders;

/// <summary>The fields of <c>POST orders</c>.</summary>
internal sealed class OrderRequestJson : IRequestFields<OrderRequest>
{
    public static OrderRequest Read(ReadOnlySpan<byte> body, out IReadOnlyList<FieldProblem> problems) =>
        StrictJson.Read<OrderRequest, OrderRequestJson>(body, new(), out problems);

    public static bool IsObject(string field) => field is "total" or "payer" or "settlement";

    public static bool Take(string field, ref StrictJson json, ref OrderRequest request)
    {
        switch (field)
        {
            case "orderId": request = request with { OrderId = json.String(field) }; break;
            case "channel": request = request with { Channel = json.String(field) }; break;
            case "fallback": request = request with { Fallback = json.Flag(field) }; break;
            case "method": request = request with { Method = json.String(field) }; break;
            case "merchantId": request = request with { MerchantId = json.String(field) }; break;
            case "description": request = request with { Description = json.String(field) }; break;
            case "notify": request = request with { Notify = json.String(field) }; break;
            case "topUp": request = request with { TopUp = json.String(field) }; break;
            case "profitSharing": request = request with { ProfitSharing = json.Flag(field) }; break;
            case "expiresInSeconds": request = request with { ExpiresInSeconds = json.WholeNumber(field) }; break;
            case "settlement.afterSeconds": request = request with { SettleAfterSeconds = json.WholeNumber(field) }; break;
            case "total.amount": request = request with { Amount = json.Number(field) }; break;
            case "total.currency": request = request with { Currency = json.String(field) }; break;
            case "payer.openId": request = request with { PayerOpenId = json.String(field) }; break;
            case "payer.clientIp": request = request with { PayerClientIp = json.String(field) }; break;
            case "payer.device": request = request with { PayerDevice = json.String(field) }; break;
            default: return false;
        }

        return true;
    }
}
