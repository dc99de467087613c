using System.Diagnostics;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>Runs scenarios one after another in one world.</summary>
internal sealed class DemoRun(IDemoView view)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public async Task<List<ScenarioResult>> RunAsync(
        SandboxWorld world, IEnumerable<Scenario> scenarios, CancellationToken cancellation)
    {
        // The first scenario is judged by itself, not by the app's first seconds.
        await world.UntilActiveAsync(world.WeChatPay.Certificates.Current.Serial, cancellation);
        var results = new List<ScenarioResult>();
        foreach (var scenario in scenarios)
        {
            view.Began(scenario);
            var result = await RunAsync(world, scenario, cancellation);
            results.Add(result);
            view.Ended(result);
            if (!result.Held) await world.MendAsync(cancellation);
        }

        return results;
    }

    /// <summary>
    /// Whatever goes wrong in a scenario is that scenario's failure, said with its reason; the others still run.
    /// </summary>
    private static async Task<ScenarioResult> RunAsync(
        SandboxWorld world, Scenario scenario, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        var watch = Stopwatch.StartNew();
        try
        {
            var outcome = await scenario.RunAsync(world, limit.Token);
            return new(scenario, true, outcome, watch.Elapsed);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var reason = e is ScenarioFailed or TimeoutException ? e.Message : $"{e.GetType().Name}: {e.Message}";
            return new(scenario, false, reason, watch.Elapsed);
        }
    }
}
