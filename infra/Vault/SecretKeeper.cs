using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Vault;

/// <summary>Finds the secrets that settings name, at the start and again whenever their time is over, so that a new
/// version is picked up without a restart.</summary>
/// <remarks>A vault that is away stops no start: what was found stays in use, and it is asked again.</remarks>
public sealed class SecretKeeper(
    IEnumerable<SecretSettings> settings, NamedKeys keys, IOptionsMonitor<VaultOptions> options, TimeProvider clock,
    ILogger<SecretKeeper> log) : BackgroundService
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SecretSetting[] _held =
        [.. settings.SelectMany(of => of.All).Where(one => one.Reference.Origin == KeyOrigin.Setting)];

    private readonly SecretSetting[] _settings =
        [.. settings.SelectMany(of => of.All).Where(one => one.Reference.Origin != KeyOrigin.Setting)];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var setting in _held) Log.SecretInSettings(log, setting.Name);
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Looks once for every one of them.</summary>
    /// <returns>Whether all have a value.</returns>
    internal async Task<bool> LookAsync(CancellationToken cancellation)
    {
        foreach (var setting in _settings) await LookAsync(setting, cancellation);
        return _settings.All(setting => setting.IsFound);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_settings.Length == 0) return;
        try
        {
            while (true)
            {
                var usual = options.CurrentValue.SecretsFor;
                var hasAll = await LookAsync(stoppingToken);
                await Task.Delay(hasAll || usual < AskAgainAfter ? usual : AskAgainAfter, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops.
        }
    }

    private async Task LookAsync(SecretSetting setting, CancellationToken cancellation)
    {
        var found = await keys.FindBytesAsync(setting.Reference, cancellation);
        if (!found.IsDone)
        {
            Log.SecretNotFound(log, setting.Name, setting.Reference.Name, $"{found.Outcome}, {found.Why}");
            return;
        }

        using var value = found.Value!;
        var (isNew, why) = setting.Take(value);
        if (why is not null) Log.SecretNotFound(log, setting.Name, setting.Reference.Name, why);
        else if (isNew) Log.SecretFound(log, setting.Name, setting.Reference.Name);
    }
}
