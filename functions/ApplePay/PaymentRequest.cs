using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.ApplePay;

namespace PayFunctions.ApplePay;

/// <summary>The fields of <c>POST applepay/payments</c>: an order, and the token's <c>paymentData</c>.</summary>
internal sealed record PaymentRequest(string? OrderId, PaymentToken Token) : IRequestFields<PaymentRequest>
{
    public static PaymentRequest Read(ReadOnlySpan<byte> body, out IReadOnlyList<FieldProblem> problems)
    {
        var request = StrictJson.Read<PaymentRequest, PaymentRequest>(body, new(null, new()), out var unreadable);
        problems = request.OrderId is null && unreadable.Count == 0 ? [new("orderId", "is missing")] : unreadable;
        return request;
    }

    public static bool IsObject(string field) => field is "paymentData" or "paymentData.header";

    public static bool Take(string field, ref StrictJson json, ref PaymentRequest request)
    {
        if (field == "orderId")
        {
            request = request with { OrderId = json.String(field) };
            return true;
        }

        var token = request.Token;
        switch (field)
        {
            case "paymentData.version": token = token with { Version = json.String(field) }; break;
            case "paymentData.data": token = token with { Data = json.String(field) }; break;
            case "paymentData.signature": token = token with { Signature = json.String(field) }; break;
            case "paymentData.header.ephemeralPublicKey":
                token = token with { EphemeralPublicKey = json.String(field) };
                break;
            case "paymentData.header.wrappedKey": token = token with { WrappedKey = json.String(field) }; break;
            case "paymentData.header.publicKeyHash": token = token with { PublicKeyHash = json.String(field) }; break;
            case "paymentData.header.transactionId": token = token with { TransactionId = json.String(field) }; break;
            case "paymentData.header.applicationData":
                token = token with { ApplicationData = json.String(field) };
                break;
            default: return false;
        }

        request = request with { Token = token };
        return true;
    }
}
