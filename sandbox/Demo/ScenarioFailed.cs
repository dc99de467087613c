namespace PayFunctions.Sandbox.Demo;

/// <summary>A scenario did not hold.</summary>
public sealed class ScenarioFailed(string expected, string seen) : Exception($"expected {expected}; seen {seen}");
