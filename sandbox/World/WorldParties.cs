using PayFunctions.Sandbox.Alipay;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Sandbox.Azurite;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Sandbox.Vault;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.World;

/// <summary>All that the app talks to: storage, providers, vault, the merchant's endpoint, the collector of its traces.</summary>
internal sealed class WorldParties : IAsyncDisposable
{
    private const int HourInMinutes = 60;

    private readonly StartedAtOnce _parts = new();

    private WorldParties()
    {
    }

    public AzuriteProcess Azurite { get; private set; } = null!;

    public AzuriteBlobs Bills { get; private set; } = null!;

    public SimulatedWeChatPay WeChatPay { get; private set; } = null!;

    public SimulatedAlipay Alipay { get; private set; } = null!;

    public SimulatedUnionPay UnionPay { get; private set; } = null!;

    public SimulatedApple Apple { get; private set; } = null!;

    public WebhookEndpoint Webhooks { get; private set; } = null!;

    public SimulatedKeyVault Vault { get; private set; } = null!;

    public OtlpCollector? Collector { get; private set; }

    /// <param name="folder">Where blobs are kept, and the storage's rows.</param>
    /// <param name="keepsRows">False: the rows live in memory, and are gone when the storage ends.</param>
    /// <exception cref="InvalidOperationException">One did not start; the message says what to do.</exception>
    public static async Task<WorldParties> StartAsync(
        string folder, WorldPace pace, bool isTraced, bool keepsRows, Action<string> say, CancellationToken cancellation)
    {
        say("starting Azurite (tables, blobs)");
        say("starting the simulated WeChat Pay, Alipay, UnionPay (keys, certificates), Apple and Key Vault");
        var all = new WorldParties();
        var scale = pace.ProviderScale;
        await all._parts.StartAsync(
            async () => all.Azurite = await AzuriteProcess.StartAsync(
                keepsRows ? Path.Combine(folder, "storage") : null, null, say, cancellation),
            async () => all.Bills = await AzuriteBlobs.StartAsync(Path.Combine(folder, "bills"), say, cancellation),
            async () => all.WeChatPay = await SimulatedWeChatPay.StartAsync(new() { TimeScale = scale }, cancellation),
            async () => all.Alipay = await SimulatedAlipay.StartAsync(scale, cancellation),
            async () => all.UnionPay = await SimulatedUnionPay.StartAsync(scale, cancellation),
            // The App Store counts its schedule in hours where the others count in minutes.
            async () => all.Apple = await SimulatedApple.StartAsync(scale / HourInMinutes, cancellation),
            async () => all.Webhooks = await WebhookEndpoint.StartAsync(cancellation),
            async () => all.Vault = await SimulatedKeyVault.StartAsync(TimeProvider.System, cancellation));
        if (isTraced) await all._parts.StartAsync(async () => all.Collector = await OtlpCollector.StartAsync(cancellation));
        return all;
    }

    public ValueTask DisposeAsync() => _parts.DisposeAsync();
}
