using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.AppStore;

/// <summary>The configured apps.</summary>
public sealed class AppStoreApps
{
    private const string DefaultTenant = "default";

    private readonly FrozenDictionary<string, AppStoreApp> _byBundleId;

    public AppStoreApps(IOptions<AppStoreOptions> options) =>
        _byBundleId = options.Value.Apps.ToFrozenDictionary(
            setting => setting.Key,
            setting => new AppStoreApp(
                setting.Key, setting.Value.Tenant ?? DefaultTenant, setting.Value.Environment,
                setting.Value.Environment == AppStoreAppOptions.Production ? setting.Value.AppAppleId : null),
            StringComparer.Ordinal);

    /// <summary>Whose orders come in through the app; null where it is not configured.</summary>
    public string? TenantOf(string bundleId) => Find(bundleId)?.Tenant;

    internal AppStoreApp? Find(string bundleId) => _byBundleId.GetValueOrDefault(bundleId);
}

/// <param name="AppAppleId">Null: not compared.</param>
internal sealed record AppStoreApp(string BundleId, string Tenant, string Environment, long? AppAppleId);
