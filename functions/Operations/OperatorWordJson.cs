using PayFunctions.Core.Orders;
using PayFunctions.Edge;

namespace PayFunctions.Operations;

/// <summary>The fields of an operator's decision where there is only one to take: a reason, and who.</summary>
internal sealed class OperatorWordJson : IRequestFields<OperatorWord>
{
    public static OperatorWord Read(ReadOnlySpan<byte> body, List<FieldProblem> problems)
    {
        var word = StrictJson.Read<OperatorWord, OperatorWordJson>(body, new(), out var unreadable);
        problems.AddRange(unreadable);
        return word;
    }

    public static bool IsObject(string field) => false;

    public static bool Take(string field, ref StrictJson json, ref OperatorWord word)
    {
        switch (field)
        {
            case "reason": word = word with { Reason = json.String(field) }; break;
            case "by": word = word with { By = json.String(field) }; break;
            default: return false;
        }

        return true;
    }
}
