using System.Text.Json;
using PayFunctions.Tests.Bicep;

namespace PayFunctions.Tests.Docs;

public class SampleSettingsTests
{
    private static readonly string[] ReadByTheHost = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage", "FunctionKeys:local"];

    private static IReadOnlyList<string> Names { get; } =
    [
        .. JsonDocument.Parse(Repository.Read("local.settings.sample.json")).RootElement.GetProperty("Values")
            .EnumerateObject().Select(value => value.Name),
    ];

    [Fact]
    public void Every_setting_of_the_sample_is_one_that_is_read() => Assert.All(
        Names.Except(ReadByTheHost), name => Assert.True(OptionsClasses.Read(name), $"No options class reads {name}."));

    [Fact]
    public void The_sample_has_an_account_of_every_kind_that_can_be_set_up()
    {
        var kinds = from options in OptionsClasses.All
                    from property in options.GetProperties()
                    where property.Name is "Merchants" or "Apps"
                    select $"{OptionsClasses.SectionOf(options)}:{property.Name}:";

        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind => Assert.Contains(Names, name => name.StartsWith(kind, StringComparison.Ordinal)));
    }
}
