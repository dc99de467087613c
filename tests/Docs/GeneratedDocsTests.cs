using PayFunctions.Sandbox.Docs;

namespace PayFunctions.Tests.Docs;

public class GeneratedDocsTests
{
    public static TheoryData<string> Paths => new(GeneratedDocs.All.Select(document => document.Path));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_document_says_what_the_tables_say(string path)
    {
        var text = GeneratedDocs.All.Single(document => document.Path == path).Text;
        var there = File.Exists(Path.Combine(Repository.Root, path)) ? Repository.Read(path) : "";

        Assert.True(text == there, $"{path} is stale. Write it anew: {GeneratedDocs.Command}");
    }
}
