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
        Assert.Equal(Regex.Count(english, "^## ", RegexOptions.Multiline), Regex.Count(chinese, "^## ", RegexOptions.Multiline));
        Assert.Equal(Regex.Count(english, @"^\|", RegexOptions.Multiline), Regex.Count(chinese, @"^\|", RegexOptions.Multiline));
    }

    [Fact]
    public void Every_link_into_the_repository_leads_somewhere()
    {
        var links = Links().Matches(Repository.Read("README.md") + Repository.Read("README.zh-CN.md"))
            .Select(link => link.Groups[1].Value).Distinct().ToArray();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Repository.Root, link)), $"{link} is not there."));
    }

    private static IEnumerable<string> Commands(string text) =>
        Command().Matches(text).Select(command => command.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"dotnet (run|test)[^`\n]*")]
    private static partial Regex Command();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)\)")]
    private static partial Regex Links();
}
