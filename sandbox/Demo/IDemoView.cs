namespace PayFunctions.Sandbox.Demo;

/// <summary>Shows a demo while it runs: live on a terminal, as plain lines anywhere else.</summary>
internal interface IDemoView
{
    /// <summary>Runs the work and shows what it says through the view.</summary>
    Task RunAsync(Func<Task> work);

    /// <summary>What is being started or done right now.</summary>
    void Say(string what);

    void Began(Scenario scenario);

    void Ended(ScenarioResult result);
}
