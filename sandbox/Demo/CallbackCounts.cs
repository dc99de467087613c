using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>How the app's counters of callbacks have moved since a scenario began.</summary>
internal sealed class CallbackCounts
{
    private const string Callbacks = "payfunctions_callbacks_total";
    private const string TableRequests = "payfunctions_storage_requests_total";
    private const string Refusals = "payfunctions_callback_refusals_total";

    private readonly SandboxWorld _world;
    private readonly MetricsView _before;

    private readonly string _provider;

    private CallbackCounts(SandboxWorld world, MetricsView before, string provider) =>
        (_world, _before, _provider) = (world, before, provider);

    public static async Task<CallbackCounts> BeginAsync(
        SandboxWorld world, CancellationToken cancellation, string provider = "wechatpay") =>
        new(world, await world.Merchant.MetricsAsync(cancellation), provider);

    /// <summary>Insists on how many callbacks were answered in each way, and on none in any other way.</summary>
    /// <param name="overtaken">Callbacks whose news a query of ours may have heard first: applied or repeat.</param>
    public async Task ExpectAsync(
        CancellationToken cancellation,
        int applied = 0,
        int repeat = 0,
        int quarantined = 0,
        int refused = 0,
        int probe = 0,
        int overtaken = 0)
    {
        var now = await _world.Merchant.MetricsAsync(cancellation);
        var first = Math.Clamp(Counted(now, "applied"), applied, applied + overtaken);
        Expect.Equal("callbacks counted as applied", first, Counted(now, "applied"));
        Expect.Equal("callbacks counted as repeat", applied + repeat + overtaken - first, Counted(now, "repeat"));
        Expect.Equal<long>("callbacks counted as quarantined", quarantined, Counted(now, "quarantined"));
        Expect.Equal<long>("callbacks counted as refused", refused, Counted(now, "refused"));
        Expect.Equal<long>("callbacks counted as probe", probe, Counted(now, "probe"));
        var all = applied + repeat + quarantined + refused + probe + overtaken;
        Expect.Equal<long>("callbacks counted in all", all, now.Sum(Callbacks) - _before.Sum(Callbacks));
    }

    /// <summary>Insists that that many refusals are counted under this reason, and none under any other.</summary>
    public async Task ExpectRefusalsAsync(string reason, int count, CancellationToken cancellation)
    {
        var now = await _world.Merchant.MetricsAsync(cancellation);
        var counted = now.Sum(Refusals, ("provider", _provider), ("reason", reason))
            - _before.Sum(Refusals, ("provider", _provider), ("reason", reason));
        Expect.Equal<long>($"refusals counted as {reason}", count, counted);
        Expect.Equal<long>("refusals counted in all", count, now.Sum(Refusals) - _before.Sum(Refusals));
    }

    /// <summary>The table requests since, whoever in the app made them.</summary>
    public async Task<long> TableRequestsAsync(CancellationToken cancellation) =>
        (await _world.Merchant.MetricsAsync(cancellation)).Sum(TableRequests) - _before.Sum(TableRequests);

    private long Counted(MetricsView now, string outcome) =>
        now.Sum(Callbacks, ("provider", _provider), ("outcome", outcome))
        - _before.Sum(Callbacks, ("provider", _provider), ("outcome", outcome));
}
