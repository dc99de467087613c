using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.Demo.Scenarios;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Sandbox;

public sealed class DemoTests
{
    [Fact]
    public void Every_scenario_has_a_name_of_its_own_and_says_what_it_expects()
    {
        var names = AllScenarios.List.Select(scenario => scenario.Name).ToList();

        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", name));
        Assert.All(AllScenarios.List, scenario => Assert.NotEmpty(scenario.Expectation));
        var written = typeof(Scenario).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Scenario)));
        Assert.Equal(written.Count(type => !type.IsAbstract), names.Count);
    }

    [Fact]
    public async Task The_app_as_its_own_process_holds_the_plain_way_the_probe_and_the_forgery()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var told = new StringWriter();
        await using var world = await SandboxWorld.StartAsync(WorldPace.MinutesAsSeconds, told.WriteLine, cancellation, isTraced: true);

        var results = await new DemoRun(new PlainView(told)).RunAsync(
            world, [new PaidByCallback(), new SignatureProbe(), new TamperedBody()], cancellation);

        Assert.All(results, result => Assert.True(result.Held, $"{result.Scenario.Name}: {result.Outcome}\n{told}"));
    }
}
