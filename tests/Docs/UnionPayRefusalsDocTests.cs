using System.Text.RegularExpressions;
using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Tests.Docs;

public partial class UnionPayRefusalsDocTests
{
    private static readonly string Document = Repository.Read("docs/refusals-unionpay.md");

    [Fact]
    public void Every_reason_has_a_section_that_says_what_it_means_where_to_look_and_what_to_mend()
    {
        var sections = Sections().Split(Document).Skip(1).Chunk(2).ToDictionary(part => part[0], part => part[1]);

        Assert.All(Enum.GetValues<UnionPayRefusal>(), reason =>
        {
            var section = Assert.Contains(UnionPayRefusals.Code(reason), (IReadOnlyDictionary<string, string>)sections);
            Assert.Contains("**Means**", section, StringComparison.Ordinal);
            Assert.Contains("**Look first**", section, StringComparison.Ordinal);
            Assert.Contains("**Mend**", section, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void No_section_is_about_a_reason_that_is_not_there()
    {
        // The reader of the body refuses for one reason of its own, before there is anything to verify.
        var codes = Enum.GetValues<UnionPayRefusal>().Select(UnionPayRefusals.Code).Append("too-slow").ToHashSet();

        Assert.All(Sections().Matches(Document), section => Assert.Contains(section.Groups[1].Value, codes));
    }

    [GeneratedRegex(@"^## ([\w-]+)$", RegexOptions.Multiline)]
    private static partial Regex Sections();
}
