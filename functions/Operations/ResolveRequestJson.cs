using PayFunctions.Core.Orders;
using PayFunctions.Edge;

namespace PayFunctions.Operations;

/// <summary>The fields of <c>POST quarantine/{id}/resolve</c>.</summary>
internal sealed class ResolveRequestJson : IRequestFields<OperatorWord>
{
    public static OperatorWord Read(ReadOnlySpan<byte> body, List<FieldProblem> problems)
    {
        var word = StrictJson.Read<OperatorWord, ResolveRequestJson>(body, new(), out var unreadable);
        problems.AddRange(unreadable);
        return word;
    }

    public static bool IsObject(string field) => false;

    public static bool Take(string field, ref StrictJson json, ref OperatorWord word)
    {
        if (field != "action") return OperatorWordJson.Take(field, ref json, ref word);
        word = word with { Action = json.String(field) };
        return true;
    }
}
