using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Contracts.Surface;

/// <summary>The public surface of the genuine packages, read from lists of their signatures.</summary>
/// <remarks>
/// A line at the margin begins a type, an indented one is a member of it, '#' leads a remark. A nested enum is either
/// a type of its own with a dotted name, or one line among the members; a row of static properties of one type may
/// share a line: <c>public static Code { A, B } { get; }</c>.
/// </remarks>
internal sealed partial class GenuineSurface
{
    private readonly Dictionary<string, GenuineType> _types = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, GenuineType> Types => _types;

    public static GenuineSurface Read(IEnumerable<string> lines)
    {
        var surface = new GenuineSurface();
        GenuineType? current = null;
        foreach (var line in lines)
        {
            if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#')) continue;
            if (!char.IsWhiteSpace(line[0])) current = surface.Begin(line);
            else surface.AddMember(current ?? throw NotRead(line), line.Trim());
        }

        return surface;
    }

    // Two lists may both tell a type: what either says, holds.
    private GenuineType Begin(string line)
    {
        var type = GenuineType.Read(line) ?? throw NotRead(line);
        if (_types.TryGetValue(type.Name, out var known)) return known;
        _types.Add(type.Name, type);
        return type;
    }

    private void AddMember(GenuineType type, string line)
    {
        var nested = NestedEnum().Match(line);
        var row = RowOfProperties().Match(line);
        if (nested.Success)
        {
            var values = Begin($"public enum {type.Name}.{nested.Groups["name"].Value}").Members;
            values.AddRange(nested.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries));
        }
        else if (row.Success)
        {
            var names = row.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries);
            type.Members.AddRange(names.Select(name => $"public static {row.Groups["type"].Value} {name} {{ get; }}"));
        }
        else
        {
            var member = Words.Normalize(line);
            type.Members.Add(type.Kind == "interface" ? Words.OfInterface(member) : member);
        }
    }

    private static FormatException NotRead(string line) => new($"Not a line of a list of signatures: {line}");

    [GeneratedRegex(@"^public enum (?<name>\w+) \{ (?<values>.*) \}$")]
    private static partial Regex NestedEnum();

    [GeneratedRegex(@"^public static (?<type>\w+) \{ (?<names>[\w, ]+) \} \{ get; \}$")]
    private static partial Regex RowOfProperties();
}
