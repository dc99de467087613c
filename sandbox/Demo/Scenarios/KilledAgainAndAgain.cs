using PayFunctions.Sandbox.Demo.Crashes;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class KilledAgainAndAgain : Scenario
{
    public override string Name => "killed-again-and-again";

    public override string Title => "3 SIGKILLs at random moments of a load of 24 orders (all 50: the command crash)";

    public override string Expectation => "after the last restart every order has ended, and debits = credits";

    private const int Kills = 3;
    private const int Orders = 24;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var plan = new CrashPlan(Random.Shared.Next(), Kills, Orders);
        try
        {
            var outcome = await CrashMatrix.RunAsync(world, plan, static _ => { }, cancellation);
            await world.RestartAppAsync([], cancellation);
            return outcome;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            throw new ScenarioFailed($"crash --seed {plan.Seed} --kills {Kills} --orders {Orders} holds", e.Message);
        }
    }
}
