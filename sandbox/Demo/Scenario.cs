using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>One question put to the whole system, with the answer it must give.</summary>
public abstract class Scenario
{
    /// <summary>For <c>--only</c>; it never changes.</summary>
    public abstract string Name { get; }

    /// <summary>What happens.</summary>
    public abstract string Title { get; }

    /// <summary>What must come of it.</summary>
    public abstract string Expectation { get; }

    /// <returns>What came of it, in a few words.</returns>
    /// <exception cref="ScenarioFailed">Something else came of it.</exception>
    public abstract Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation);
}
