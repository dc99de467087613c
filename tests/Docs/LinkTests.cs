using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Docs;

public partial class LinkTests
{
    [Fact]
    public void Every_link_of_the_documents_leads_to_a_file_and_to_a_section_in_it()
    {
        var links = from document in Document.All
                    from Match link in Link().Matches(document.Text)
                    select (
                        From: Path.Combine(Repository.Root, document.Path),
                        To: link.Groups["file"].Value, Section: link.Groups["section"].Value);

        Assert.NotEmpty(links);
        Assert.All(links, link =>
        {
            var target = link.To.Length == 0 ? link.From : Path.Combine(Path.GetDirectoryName(link.From)!, link.To);
            Assert.True(Path.Exists(target), $"{link.From} points at {link.To}, which is not there.");
            if (link.Section.Length > 0) Assert.Contains(link.Section, Anchors(target));
        });
    }

    private static IEnumerable<string> Anchors(string path) => Heading().Matches(File.ReadAllText(path))
        .Select(heading => NotOfAnAnchor().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]*)(#(?<section>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotOfAnAnchor();
}
