using System.Text.Json;
using PayFunctions.Tests.Docs;
using PayFunctions.Tests.Interop;

namespace PayFunctions.Tests.Browser;

/// <summary>The console's one foreign file is what its npm package says, and nobody's edit of it.</summary>
public class VendoredFileTests
{
    [Fact]
    public async Task What_the_repository_has_is_what_the_package_gives()
    {
        var said = await NodeScript.RunAsync("vendored.mjs", Path.Combine("uplot", "package.json"), "", folder: "Browser");
        var given = JsonDocument.Parse(said[^1]).RootElement.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!);
        var folder = Path.Combine(Repository.Root, "functions", "OperatorConsole", "site", "vendor");

        Assert.Equal(Directory.GetFiles(folder).Select(file => Path.GetFileName(file)!).Order(), given.Keys.Order());
        Assert.All(given, one => Assert.True(
            File.ReadAllText(Path.Combine(folder, one.Key)) == one.Value,
            $"{one.Key} is not what its package gives: npm --prefix tests/Browser ci && npm --prefix tests/Browser run vendor"));
    }
}
