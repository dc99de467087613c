using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Docs;

public partial class ReadmeTests
{
    /// <summary>The twins say the same: the same commands, the same figures, the same number of sections and rows.</summary>
    [Fact]
    public void The_two_readmes_have_the_same_commands_and_the_same_shape()
    {
        var (english, chinese) = (Repository.Read("README.md"), Repository.Read("README.zh-CN.md"));

        Assert.Equal(Commands(english), Commands(chinese));
        Assert.Equal(Shape(english), Shape(chinese));
    }

    /// <summary>Section by section: tables with their rows and columns, blocks with their language and lines, links.</summary>
    [Fact]
    public void The_two_readmes_point_to_the_same_places()
    {
        var (english, chinese) = (Repository.Read("README.md"), Repository.Read("README.zh-CN.md"));

        Assert.Equal(Targets(english).Replace("README.zh-CN.md", "README.md"), Targets(chinese));
    }

    [Fact]
    public void Every_link_into_the_repository_leads_somewhere()
    {
        var links = Links().Matches(Repository.Read("README.md") + Repository.Read("README.zh-CN.md"))
            .Select(link => link.Groups[1].Value).Distinct().ToArray();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Repository.Root, link)), $"{link} is not there."));
    }

    private static IEnumerable<string> Shape(string text)
    {
        var lines = text.Split('\n');
        var inBlock = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inBlock = !inBlock;
                yield return line;
            }
            else if (inBlock) yield return "line of a block";
            else if (line.StartsWith('#')) yield return $"heading {line.TakeWhile(letter => letter == '#').Count()}";
            else if (line.StartsWith('|')) yield return $"row of {line.Replace("\\|", "", StringComparison.Ordinal).Count(letter => letter == '|')}";
        }
    }

    private static string Targets(string text) => string.Join('\n', Target().Matches(text).Select(link => link.Groups[1].Value));

    private static IEnumerable<string> Commands(string text) =>
        Command().Matches(text).Select(command => command.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"dotnet (run|test)[^`\n]*")]
    private static partial Regex Command();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Target();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)\)")]
    private static partial Regex Links();
}
