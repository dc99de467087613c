using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Vault;
using PayFunctions.Sandbox.Vault;
using PayFunctions.Tests.Infra.WeChatPay;
using PayFunctions.Tests.Sandbox.Vault;

namespace PayFunctions.Tests.Infra.Vault;

/// <summary>The app's own side of a simulated vault.</summary>
internal sealed class KeyVaultWorld : IAsyncDisposable
{
    private readonly LastGoodSecrets _lastGood;

    private KeyVaultWorld(VaultSide side, VaultOptions options)
    {
        Side = side;
        options.Uri = side.Vault.Uri.AbsoluteUri;
        Clients = new(options, side.Credential, side.Transport);
        var calls = new VaultCalls(Options.Create(options), TimeProvider.System);
        _lastGood = new(new Monitored<VaultOptions>(options), Clock, NullLogger<LastGoodSecrets>.Instance);
        Certificates = new KeyVaultCertificates(Clients, calls, Clock);
        Merchants = new KeyVaultMerchants(Clients, calls, _lastGood);
    }

    public VaultSide Side { get; }

    public SimulatedKeyVault Vault => Side.Vault;

    public VaultClients Clients { get; }

    /// <summary>What secrets age by.</summary>
    public ManualClock Clock { get; } = new(DateTimeOffset.UtcNow);

    public ICertificateVault Certificates { get; }

    public IMerchantVault Merchants { get; }

    public static async Task<KeyVaultWorld> StartAsync(VaultOptions? options = null, TimeProvider? clock = null) =>
        new(await VaultSide.StartAsync(clock), options ?? new() { FirstRetry = TimeSpan.FromMilliseconds(1) });

    public int Asked() => Vault.Requests.All().Length;

    public async ValueTask DisposeAsync()
    {
        _lastGood.Dispose();
        await Side.DisposeAsync();
    }
}
