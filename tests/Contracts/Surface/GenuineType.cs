using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Contracts.Surface;

/// <summary>One type of a genuine package, as a list of signatures tells it.</summary>
internal sealed partial record GenuineType(string Name, string Modifiers, string Kind, IReadOnlyList<string> Bases)
{
    public List<string> Members { get; } = [];

    /// <returns>Null for a line that does not begin a type.</returns>
    public static GenuineType? Read(string line)
    {
        var head = Head().Match(line);
        if (!head.Success) return null;
        return new(
            head.Groups["name"].Value,
            head.Groups["modifiers"].Value.Trim(),
            head.Groups["kind"].Value,
            [.. SplitAtTopLevel(head.Groups["bases"].Value).Select(Words.Normalize)]);
    }

    private static IEnumerable<string> SplitAtTopLevel(string list)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] == '<') depth++;
            if (list[i] == '>') depth--;
            if (list[i] != ',' || depth > 0) continue;
            yield return list[start..i].Trim();
            start = i + 1;
        }

        if (start < list.Length) yield return list[start..].Trim();
    }

    // Attributes before it and a remark after it say nothing about the shape.
    [GeneratedRegex(
        @"^(\[[^\]]*\]\s*)*(?<modifiers>public [a-z ]*?)(?<kind>class|interface|struct|enum|record|delegate) " +
        @"(?<name>[\w.]+(<[^>]*>)?)(\s*:\s*(?<bases>.*?))?(\s+where .*)?(\s+\(.*\))?$")]
    private static partial Regex Head();
}
