using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Bicep;

public partial class SettingNamesTests
{
    /// <summary>What the host and the Azure client libraries read themselves: no options class of ours has it.</summary>
    private static readonly string[] ReadByTheHost = ["AzureWebJobsStorage", "AzureFunctionsJobHost"];

    [Fact]
    public void Every_app_setting_of_the_deployment_is_one_that_an_options_class_reads()
    {
        var names = Setting().Matches(BicepFile.Main.Text).Select(match => Interpolation().Replace(match.Value.Trim('\''), "0"))
            .Where(name => !ReadByTheHost.Contains(name.Split("__")[0])).Distinct().ToArray();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(OptionsClasses.Read(name), $"No options class reads {name}."));
    }

    [Fact]
    public void A_parameter_file_gives_settings_that_are_read_and_no_secret()
    {
        var settings = Directory.EnumerateFiles(BicepFile.Folder, "*.bicepparam")
            .SelectMany(path => Given().Matches(File.ReadAllText(path)))
            .Select(match => (Name: match.Groups["name"].Value, Value: match.Groups["value"].Value)).ToArray();

        Assert.NotEmpty(settings);
        Assert.All(settings, setting => Assert.True(OptionsClasses.Read(setting.Name), $"No options class reads {setting.Name}."));
        Assert.All(
            settings.Where(setting => Secret().IsMatch(setting.Name)),
            setting => Assert.Matches(@"^(secret:|@Microsoft\.KeyVault\()", setting.Value));
    }

    [GeneratedRegex(@"^  (?<name>[A-Z]\w*__[^:]+): '(?<value>[^']*)'", RegexOptions.Multiline)]
    private static partial Regex Given();

    [GeneratedRegex("(Private|ApiV3|Acquirer|Content)Keys?|Secrets|Keys__")]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?<=\s)[A-Z]\w+__\w+(?=:)|'[A-Z]\w+__[^']+'")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Interpolation();
}
