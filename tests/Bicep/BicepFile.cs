using System.Text.RegularExpressions;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Bicep;

/// <summary>One bicep file, read as far as one can without its compiler.</summary>
internal sealed partial class BicepFile
{
    private BicepFile(string path)
    {
        Path = path;
        Text = Comment().Replace(File.ReadAllText(path), "");
        Parameters = Parameter().Matches(Text).ToDictionary(
            match => match.Groups["name"].Value, match => IsOptional(match), StringComparer.Ordinal);
        Outputs = Output().Matches(Text).ToDictionary(
            match => match.Groups["name"].Value, match => match.Groups["value"].Value.Trim(), StringComparer.Ordinal);
        Modules = [.. Module().Matches(Text).Select(match => new BicepModule(
            match.Groups["symbol"].Value, match.Groups["path"].Value, ParametersOf(match)))];
    }

    public string Path { get; }

    /// <summary>The text without its comments.</summary>
    public string Text { get; }

    /// <summary>Parameters by name; true where a default or <c>?</c> makes one optional.</summary>
    public IReadOnlyDictionary<string, bool> Parameters { get; }

    public IReadOnlyDictionary<string, string> Outputs { get; }

    public IReadOnlyList<BicepModule> Modules { get; }

    public static string Folder { get; } = System.IO.Path.Combine(Repository.Root, "bicep");

    public static BicepFile Main => Read("main.bicep");

    public static IEnumerable<BicepFile> All() =>
        Directory.EnumerateFiles(Folder, "*.bicep", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new BicepFile(path));

    public static BicepFile Read(string path) => new(System.IO.Path.Combine(Folder, path));

    /// <summary>The names that a block in braces assigns at its own level.</summary>
    public static IReadOnlyList<string> Assigned(string block)
    {
        var names = new List<string>();
        var depth = 0;
        foreach (var line in block.Split('\n', ','))
        {
            if (depth == 0 && Assignment().Match(line) is { Success: true } match) names.Add(match.Groups[1].Value);
            depth += line.Count(letter => letter is '{' or '[' or '(') - line.Count(letter => letter is '}' or ']' or ')');
        }

        return names;
    }

    /// <summary>What stands between the brace at or after the position and the one that closes it.</summary>
    public static string Block(string text, int position)
    {
        var open = text.IndexOf('{', position);
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            if (text[at] == '{') depth++;
            if (text[at] == '}' && --depth == 0) return text[(open + 1)..at];
        }

        throw new FormatException($"A brace at {open} is never closed.");
    }

    private IReadOnlyList<string> ParametersOf(Match module)
    {
        var body = Block(Text, module.Index + module.Length);
        var at = body.IndexOf("params:", StringComparison.Ordinal);
        return at < 0 ? [] : Assigned(Block(body, at));
    }

    private bool IsOptional(Match parameter)
    {
        var rest = Text[(parameter.Index + parameter.Length)..];
        var declaration = rest.TrimStart().StartsWith('{') ? Block(rest, 0) : "";
        var after = declaration.Length == 0
            ? rest[..LineEnd(rest)]
            : rest[(rest.IndexOf('{', StringComparison.Ordinal) + declaration.Length + 2)..];
        after = after[..LineEnd(after)];
        return after.Contains('=', StringComparison.Ordinal) || after.TrimEnd().EndsWith('?');
    }

    private static int LineEnd(string text) => text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length;

    [GeneratedRegex(@"^[ \t]*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^param (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^output (?<name>\w+) \S+ = (?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex(@"^module (?<symbol>\w+) '(?<path>[^']+)' = ", RegexOptions.Multiline)]
    private static partial Regex Module();

    [GeneratedRegex(@"^\s*(\w+)\s*:")]
    private static partial Regex Assignment();
}

/// <summary>One module as a file uses it.</summary>
internal sealed record BicepModule(string Symbol, string Path, IReadOnlyList<string> Parameters);
