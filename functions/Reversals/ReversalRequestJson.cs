using PayFunctions.Core.Orders;
using PayFunctions.Edge;

namespace PayFunctions.Reversals;

/// <summary>What a merchant says with a reversal, as it came.</summary>
public sealed record ReversalRequest(string? Reason = null);

/// <summary>The fields of <c>POST orders/{orderId}/reverse</c>.</summary>
internal sealed class ReversalRequestJson : IRequestFields<ReversalRequest>
{
    public static ReversalRequest Read(ReadOnlySpan<byte> body, out IReadOnlyList<FieldProblem> problems) =>
        StrictJson.Read<ReversalRequest, ReversalRequestJson>(body, new(), out problems);

    public static bool IsObject(string field) => false;

    public static bool Take(string field, ref StrictJson json, ref ReversalRequest request)
    {
        if (field != "reason") return false;
        request = request with { Reason = json.String(field) };
        return true;
    }
}
