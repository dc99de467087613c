using System.Text;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;

namespace PayFunctions.Operations;

/// <summary>What an operator decides, and why: it is written down with what comes of it.</summary>
/// <param name="Action">Which of the actions there are, where there is more than one.</param>
/// <param name="By">Who, by the name that they give themselves.</param>
internal sealed record OperatorWord(string? Action = null, string? Reason = null, string? By = null)
{
    private const int LongestReason = 200;
    private const int LongestName = 64;

    /// <summary>The reason, and who gives it.</summary>
    public string Said => By is null ? Reason! : $"{By}: {Reason}";

    /// <summary>Under the name that the request's own key has, whatever the request says; else as it is.</summary>
    public OperatorWord SignedBy(Person? person) => person is null ? this : this with { By = person.Name };

    public bool IsValid(List<FieldProblem> problems)
    {
        var before = problems.Count;
        if (string.IsNullOrWhiteSpace(Reason)) problems.Add(new("reason", "is missing"));
        else if (Problem(Reason, LongestReason) is { } reason) problems.Add(new("reason", reason));
        if (By is not null && Problem(By, LongestName) is { } by) problems.Add(new("by", by));
        return problems.Count == before;
    }

    private static string? Problem(string text, int longest)
    {
        if (text.Length == 0) return "is empty";
        if (text.Any(char.IsControl)) return "holds a control character";
        return Encoding.UTF8.GetByteCount(text) > longest ? $"is longer than {longest} bytes of UTF-8" : null;
    }
}
