using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Finds the merchants' own keys at the start, and newer ones while the app runs.</summary>
/// <remarks>A vault that is away stops no start: what was found stays in use, and it is asked again.</remarks>
internal sealed class MerchantKeyKeeper(
    WeChatPayMerchants merchants, NamedKeys keys, IOptionsMonitor<CertificateOptions> options, TimeProvider clock,
    ILogger<MerchantKeyKeeper> log) : BackgroundService, ICertificateSource
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (string Fingerprint, WatchedCertificate Watched)> _found = new();

    public IReadOnlyCollection<WatchedCertificate> Watched => [.. merchants.All.Select(Watch).OfType<WatchedCertificate>()];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var merchant in merchants.All.Where(one => one.KeyReference.Origin == KeyOrigin.Setting))
            Log.KeyInSettings(log, merchant.Id);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        foreach (var merchant in merchants.All) merchant.Keys.Dispose();
        base.Dispose();
    }

    /// <summary>Looks once for every merchant whose key is not in the settings.</summary>
    /// <returns>Whether all have one.</returns>
    internal async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var hasAll = true;
        var now = clock.GetUtcNow();
        foreach (var merchant in merchants.All)
        {
            merchant.Keys.Retire(now);
            if (merchant.KeyReference.Origin != KeyOrigin.Setting) await LookAsync(merchant, cancellation);
            hasAll &= merchant.Keys.Current is not null;
        }

        return hasAll;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var usual = options.CurrentValue.MerchantKeysEvery;
                var hasAll = await LookAsync(stoppingToken);
                await Task.Delay(hasAll || usual < AskAgainAfter ? usual : AskAgainAfter, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops.
        }
    }

    private async Task LookAsync(WeChatPayMerchant merchant, CancellationToken cancellation)
    {
        var known = _found.GetValueOrDefault(merchant.Id).Fingerprint;
        var answer = await keys.FindAsync(merchant.KeyReference, known, cancellation);
        if (!answer.IsDone)
        {
            Log.KeyNotFound(log, merchant.Id, merchant.KeyReference.Name, $"{answer.Outcome}, {answer.Why}");
            return;
        }

        using var key = answer.Value;
        if (key is not null && key.Fingerprint != known) Take(merchant, key);
    }

    private void Take(WeChatPayMerchant merchant, LoadedKey key)
    {
        if ((key.Serial ?? merchant.ConfiguredSerial) is not { } serial)
        {
            Log.KeyNotFound(log, merchant.Id, merchant.KeyReference.Name, "no certificate came with it, and no serial is set");
            return;
        }

        if (key.Key.KeySize < Cryptography.SignatureKey.BitsMin)
        {
            Log.KeyNotFound(log, merchant.Id, merchant.KeyReference.Name, $"it has {key.Key.KeySize} bits");
            return;
        }

        merchant.Keys.Replace(new(merchant.Id, serial, key.Key), clock.GetUtcNow(), options.CurrentValue.Overlap);
        _found[merchant.Id] = (key.Fingerprint, Watch(merchant, serial, key.NotBefore, key.NotAfter));
        Log.KeyFound(log, merchant.Id, serial);
    }

    private WatchedCertificate? Watch(WeChatPayMerchant merchant) =>
        _found.TryGetValue(merchant.Id, out var found) ? found.Watched
        : merchant.Keys.Current is { } current ? Watch(merchant, current.Serial, null, null)
        : null;

    private static WatchedCertificate Watch(
        WeChatPayMerchant merchant, string serial, DateTimeOffset? from, DateTimeOffset? to) => new(
            CertificatePurpose.WeChatPayMerchant, $"{WeChatPayProvider.Name}/{merchant.Id}", serial,
            from ?? DateTimeOffset.MinValue, to ?? DateTimeOffset.MaxValue, Tenant: merchant.Tenant);
}
