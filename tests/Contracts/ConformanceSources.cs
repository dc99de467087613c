using System.Text.RegularExpressions;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Contracts;

/// <summary>What the embedded runtime is held to comes from somewhere: each of its tests names the genuine source file.</summary>
public partial class ConformanceSources
{
    [Fact]
    public void Each_test_of_the_embedded_runtime_names_the_genuine_source_or_says_that_it_is_ours()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Embedded"), "*.cs", SearchOption.AllDirectories);

        var silent = files.SelectMany(file => Silent(File.ReadAllLines(file)).Select(line => $"{Path.GetFileName(file)}:{line}"))
            .ToArray();

        Assert.True(silent.Length == 0, $"Put '// repository: path of the file' above:\n{string.Join('\n', silent)}");
    }

    private static IEnumerable<int> Silent(string[] lines)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].Trim() is not ("[Fact]" or "[Theory]")) continue;
            var comment = at - 1;
            while (comment >= 0 && lines[comment].TrimStart().StartsWith("//", StringComparison.Ordinal)
                && !Source().IsMatch(lines[comment])) comment--;
            if (comment < 0 || !Source().IsMatch(lines[comment])) yield return at + 1;
        }
    }

    [GeneratedRegex(
        "// (ours: |(azure-functions-(host|dotnet-worker|durable-extension|core-tools)|durabletask(-dotnet)?|"
        + "azure-webjobs-sdk(-extensions)?|azure-sdk-for-net): \\S+\\.cs)")]
    private static partial Regex Source();
}
