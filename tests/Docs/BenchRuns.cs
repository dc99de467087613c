using System.Text.Json;
using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Docs;

/// <summary>The benchmarks that the documents name, in a short turn each.</summary>
public sealed partial class BenchRuns
{
    public static TheoryData<string> Named => new(
        Document.All.SelectMany(document => Name().Matches(document.Text)).Select(name => name.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Named))]
    public async Task A_benchmark_runs_and_ends_with_its_figures(string name)
    {
        var (exitCode, said) = await BuiltProgram.RunAsync("PayFunctions.Bench.dll", [name, "--short"]);

        Assert.True(exitCode == 0, said);
        // What npm warns of on its other channel may come last.
        var last = said.Split('\n').Last(line => line.StartsWith('{'));
        var figures = JsonDocument.Parse(last).RootElement;
        Assert.All(figures.EnumerateObject(), figure => Assert.Contains(
            figure.Value.ValueKind, (JsonValueKind[])[JsonValueKind.Number, JsonValueKind.True, JsonValueKind.False]));
    }

    [GeneratedRegex(@"`(?:dotnet run -c Release --project )?bench (?:-- )?([a-z]+)`")]
    private static partial Regex Name();
}
