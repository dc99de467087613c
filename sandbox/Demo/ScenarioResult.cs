namespace PayFunctions.Sandbox.Demo;

/// <summary>How one scenario ended.</summary>
public sealed record ScenarioResult(Scenario Scenario, bool Held, string Outcome, TimeSpan Took);
