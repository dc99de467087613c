using PayFunctions.Core.Orders;
using PayFunctions.Edge;

namespace PayFunctions.Operations;

/// <summary>What a knob is to be, and whose word that is.</summary>
/// <param name="Value">As settings are written: <c>00:00:30</c>, <c>5</c>, <c>true</c>; null: what the settings say.</param>
/// <param name="HasValue">Whether the request says so: a value left out is no wish.</param>
internal sealed record SettingChange(OperatorWord Word, string? Value = null, bool HasValue = false);

/// <summary>The fields of <c>PUT settings/{name}</c>.</summary>
internal sealed class SettingChangeJson : IRequestFields<SettingChange>
{
    /// <param name="person">Whose key the request came with: they sign, and by no other name.</param>
    public static SettingChange Read(ReadOnlySpan<byte> body, Person? person, List<FieldProblem> problems)
    {
        var change = StrictJson.Read<SettingChange, SettingChangeJson>(body, new(new()), out var unreadable);
        problems.AddRange(unreadable);
        change = change with { Word = change.Word.SignedBy(person) };
        if (problems.Count > 0) return change;
        if (!change.HasValue) problems.Add(new("value", "is missing; null takes a change back"));
        if (change.Word.By is null) problems.Add(new("by", "is missing"));
        change.Word.IsValid(problems);
        return change;
    }

    public static bool IsObject(string field) => false;

    public static bool Take(string field, ref StrictJson json, ref SettingChange change)
    {
        if (field == "value")
        {
            change = change with { Value = json.String(field), HasValue = true };
            return true;
        }

        var word = change.Word;
        if (!OperatorWordJson.Take(field, ref json, ref word)) return false;
        change = change with { Word = word };
        return true;
    }
}
