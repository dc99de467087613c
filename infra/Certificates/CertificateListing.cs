using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Certificates;

/// <summary>One line of <c>GET certificates</c>.</summary>
/// <param name="NextCheckAt">When its provider is asked next; null for what nobody hands out.</param>
public sealed record ListedCertificate(
    WatchedCertificate Certificate, CertificateState State, double? DaysLeft, DateTimeOffset? RenewedAt,
    DateTimeOffset? NextCheckAt, string? Problem);

/// <summary>All certificates of a tenant, of every adapter.</summary>
public sealed class CertificateListing(
    IEnumerable<ICertificateSource> sources, CertificateUpdater updater, ICertificateVault vault,
    IOptionsMonitor<CertificateOptions> options, TimeProvider clock)
{
    public string Vault => vault.Title;

    public string? VaultProblem => updater.VaultProblem;

    public IReadOnlyList<ListedCertificate> Of(string tenant)
    {
        var (now, settings) = (clock.GetUtcNow(), options.CurrentValue);
        return [.. sources.SelectMany(source => source.Watched)
            .Where(one => one.Tenant is null || one.Tenant == tenant)
            .OrderBy(one => one.Account, StringComparer.Ordinal).ThenBy(one => one.Purpose).ThenBy(one => one.NotAfter)
            .Select(one => List(one, now, settings))];
    }

    /// <summary>The accounts of a tenant whose certificates can be renewed, with how they stand.</summary>
    public IReadOnlyList<string> Renewable(string tenant) =>
        [.. updater.Accounts.Where(account => account.Certificates.Tenant == tenant)
            .Select(account => account.Account).Order(StringComparer.Ordinal)];

    private ListedCertificate List(WatchedCertificate one, DateTimeOffset now, CertificateOptions settings)
    {
        var account = IsRenewable(one.Purpose) ? updater.Find(one.Account) : null;
        var status = account?.Status;
        return new(
            one, one.StateAt(now, settings.Overlap), one.DaysLeft(now), status?.RenewedAt,
            account?.Decide(now, settings).DueAt, status?.Problem);
    }

    private static bool IsRenewable(CertificatePurpose purpose) =>
        purpose is CertificatePurpose.WeChatPayPlatform or CertificatePurpose.AlipayPublic;
}
