using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Docs;

/// <summary>One document for people, with the commands it tells them to run.</summary>
internal sealed partial record Document(string Path, string Text)
{
    /// <summary>What a command may need that no test has; said where the command stands.</summary>
    public static readonly string[] Marks = ["needs Azure", "needs Core Tools", "needs the genuine packages"];

    public static IReadOnlyList<Document> All { get; } =
    [
        .. from path in new[] { "README.md", "README.zh-CN.md", "CHANGELOG.md" }
               .Concat(Below("docs")).Concat(Below("samples"))
           select new Document(path, Repository.Read(path)),
    ];

    /// <summary>Fenced blocks in their order.</summary>
    public IReadOnlyList<CodeBlock> Blocks =>
        [.. Fence().Matches(Text).Select(fence => new CodeBlock(fence.Groups["info"].Value, fence.Groups["code"].Value))];

    /// <summary>Commands of shell blocks, and of text in backticks, that say of nothing that they need it.</summary>
    public IEnumerable<string> Commands => Blocks.Where(block => block.IsShell && !block.IsMarked)
        .SelectMany(block => block.Commands).Concat(Inline().Where(spoken => !spoken.IsMarked).Select(spoken => spoken.Command));

    private IEnumerable<(string Command, bool IsMarked)> Inline() =>
        from line in Fence().Replace(Text, "").Split('\n')
        from Match command in Spoken().Matches(line)
        let after = line[(command.Index + command.Length)..]
        select (command.Groups["command"].Value,
            Marks.Any(mark => after.StartsWith($" ({mark})", StringComparison.Ordinal)));

    private static IEnumerable<string> Below(string folder) =>
        from path in Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)
        select System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/') into path
        where !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
        orderby path
        select path;

    [GeneratedRegex(@"^```(?<info>[^\n`]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    /// <summary>A program and what it is given, or one of our own two by its short name.</summary>
    [GeneratedRegex(
        @"`(?<command>(\w+=\S+ )*((dotnet|npm|npx|node|git|curl|az|func|gh|docker) [^`]+|(bench|sandbox) (-- )?[a-z][^`]*|\.(ci|github)/[\w./]+ [^`]+))`")]
    private static partial Regex Spoken();
}

/// <summary>What stands between three backticks and the next.</summary>
/// <param name="Info">The language.</param>
internal sealed record CodeBlock(string Info, string Code)
{
    public bool IsShell => Info is "sh" or "bash" or "console" or "powershell";

    /// <summary>The first line is a comment that says what all of it needs.</summary>
    public bool IsMarked => Document.Marks.Any(mark => Code.StartsWith($"# {mark}\n", StringComparison.Ordinal));

    /// <summary>A command a line; one that goes on after a backslash is one.</summary>
    public IEnumerable<string> Commands =>
        from line in Code.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        let command = line.Split(" #")[0].Trim()
        where command.Length > 0 && command[0] != '#'
        select command;
}
