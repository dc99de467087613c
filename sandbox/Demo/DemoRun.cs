using System.Diagnostics;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>Runs scenarios one after another in a world.</summary>
internal sealed class DemoRun(IDemoView view)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public async Task<List<ScenarioResult>> RunAsync(
        SandboxWorld world, IEnumerable<Scenario> scenarios, CancellationToken cancellation)
    {
        var results = new List<ScenarioResult>();
        foreach (var scenario in scenarios) results.Add(await ToldAsync(scenario, [world], cancellation));
        return results;
    }

    /// <summary>The same scenario in every world at once; it holds where it holds in all of them.</summary>
    public async Task<ScenarioResult> ToldAsync(
        Scenario scenario, IReadOnlyList<SandboxWorld> worlds, CancellationToken cancellation)
    {
        view.Began(scenario);
        var each = await Task.WhenAll(worlds.Select(world => RunAsync(world, scenario, cancellation)));
        var result = each[0] with
        {
            Held = each.All(one => one.Held),
            Outcome = string.Join("; ", each.Select(one => one.Outcome)),
            Took = each.Max(one => one.Took),
        };
        view.Ended(result);
        foreach (var (world, one) in worlds.Zip(each))
        {
            if (one.Held) continue;
            await world.MendAsync(cancellation);
        }

        return result;
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
            // Before its certificate is there, an app that has just started takes orders and can't yet offer a payment.
            await world.UntilActiveAsync(world.WeChatPay.Certificates.Current.Serial, limit.Token);
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
