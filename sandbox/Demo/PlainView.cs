namespace PayFunctions.Sandbox.Demo;

/// <summary>One line for each thing that happens.</summary>
internal sealed class PlainView(TextWriter output) : IDemoView
{
    public Task RunAsync(Func<Task> work) => work();

    public void Say(string what) => output.WriteLine($"… {what}");

    public void Began(Scenario scenario) => output.WriteLine($"> {scenario.Name}: {scenario.Title}");

    public void Ended(ScenarioResult result) => output.WriteLine(
        $"  {(result.Held ? "held" : "FAILED")} ({result.Took.TotalSeconds:0.0} s) {result.Scenario.Name}: {result.Outcome}");
}
