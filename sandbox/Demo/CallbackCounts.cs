using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>How the app's counters of callbacks have moved since a scenario began.</summary>
internal sealed class CallbackCounts
{
    private readonly SandboxWorld _world;
    private readonly MetricsView _before;

    private CallbackCounts(SandboxWorld world, MetricsView before) => (_world, _before) = (world, before);

    public static async Task<CallbackCounts> BeginAsync(SandboxWorld world, CancellationToken cancellation) =>
        new(world, await world.Merchant.MetricsAsync(cancellation));

    /// <summary>Insists on how many callbacks were answered in each way, and on none in any other way.</summary>
    public async Task ExpectAsync(
        CancellationToken cancellation, int applied = 0, int repeat = 0, int quarantined = 0, int refused = 0)
    {
        var now = await _world.Merchant.MetricsAsync(cancellation);
        Expect.Equal<long>("callbacks counted as applied", applied, Outcome(now, "applied"));
        Expect.Equal<long>("callbacks counted as repeat", repeat, Outcome(now, "repeat"));
        Expect.Equal<long>("callbacks counted as quarantined", quarantined, Outcome(now, "quarantined"));
        Expect.Equal<long>("callbacks counted as refused", refused, Outcome(now, "refused"));
        Expect.Equal<long>("callbacks counted as unavailable", 0, Outcome(now, "unavailable"));
    }

    /// <summary>Insists that that many refusals are counted under this reason, and none under any other.</summary>
    public async Task ExpectRefusalsAsync(string reason, int count, CancellationToken cancellation)
    {
        const string name = "payfunctions_callback_refusals_total";
        var now = await _world.Merchant.MetricsAsync(cancellation);
        Expect.Equal<long>(
            $"refusals counted as {reason}",
            count,
            now.Sum(name, ("provider", "wechatpay"), ("reason", reason))
                - _before.Sum(name, ("provider", "wechatpay"), ("reason", reason)));
        Expect.Equal<long>("refusals counted in all", count, now.Sum(name) - _before.Sum(name));
    }

    private long Outcome(MetricsView now, string outcome)
    {
        const string name = "payfunctions_callbacks_total";
        return now.Sum(name, ("provider", "wechatpay"), ("outcome", outcome))
            - _before.Sum(name, ("provider", "wechatpay"), ("outcome", outcome));
    }
}
