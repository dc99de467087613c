using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Bicep;

public partial class ModuleTests
{
    [Fact]
    public void Every_module_that_is_used_is_there_and_every_module_that_is_there_is_used()
    {
        var used = BicepFile.Main.Modules.Select(module => module.Path).Distinct().Order(StringComparer.Ordinal);
        var there = Directory.EnumerateFiles(Path.Combine(BicepFile.Folder, "modules"))
            .Select(path => $"modules/{Path.GetFileName(path)}").Order(StringComparer.Ordinal);

        Assert.Equal(there, used);
    }

    [Fact]
    public void A_module_is_given_the_parameters_that_it_declares_and_all_that_it_needs() =>
        Assert.All(BicepFile.Main.Modules, module =>
        {
            var declared = BicepFile.Read(module.Path).Parameters;
            Assert.All(module.Parameters, name => Assert.Contains(name, declared.Keys));
            var needed = declared.Where(parameter => !parameter.Value).Select(parameter => parameter.Key);
            Assert.All(needed, name => Assert.Contains(name, module.Parameters));
        });

    [Fact]
    public void What_is_read_of_a_module_is_one_of_its_outputs()
    {
        var modules = BicepFile.Main.Modules.ToDictionary(module => module.Symbol, module => BicepFile.Read(module.Path));
        var read = Reading().Matches(BicepFile.Main.Text);

        Assert.NotEmpty(read);
        Assert.All(read, reading =>
            Assert.Contains(reading.Groups["output"].Value, modules[reading.Groups["symbol"].Value].Outputs.Keys));
    }

    [Fact]
    public void Every_parameter_is_described_and_used() => Assert.All(BicepFile.All(), file =>
        Assert.All(file.Parameters.Keys, name =>
        {
            Assert.Matches($@"@description\('[^\n]+'\)\n(@[^\n]+\n)*param {name}\b", file.Text);
            Assert.True(Regex.Count(file.Text, $@"\b{name}\b") > 1, $"{file.Path}: {name} is not used.");
        }));

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public void A_parameter_file_gives_what_main_needs_and_nothing_else(string environment)
    {
        var text = File.ReadAllText(Path.Combine(BicepFile.Folder, $"{environment}.bicepparam"));
        var given = Given().Matches(text).Select(match => match.Groups[1].Value).ToArray();
        var declared = BicepFile.Main.Parameters;

        Assert.Contains("using 'main.bicep'", text, StringComparison.Ordinal);
        Assert.All(given, name => Assert.Contains(name, declared.Keys));
        Assert.All(declared.Where(parameter => !parameter.Value), parameter => Assert.Contains(parameter.Key, given));
    }

    [GeneratedRegex(@"\b(?<symbol>\w+)(\[i\])?!?\.outputs\.(?<output>\w+)")]
    private static partial Regex Reading();

    [GeneratedRegex(@"^param (\w+) =", RegexOptions.Multiline)]
    private static partial Regex Given();
}
