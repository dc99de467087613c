using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Certificates;

namespace PayFunctions.Tests.Infra.Certificates;

/// <summary>What a provider hands out, and how it fails: shared by the instances that ask it.</summary>
internal sealed class ListingProvider
{
    public List<ProviderCertificate> Listed { get; } = [];

    public List<DateTimeOffset> Downloads { get; } = [];

    public string? FailsWith { get; set; }

    /// <summary>Run by every download.</summary>
    public Func<Task> Asked { get; set; } = () => Task.CompletedTask;

    /// <summary>Awaited by every download.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;
}

/// <summary>One account at a provider without cryptography: the ring, and what the updater does to it, are the real
/// ones.</summary>
internal sealed class ProviderAccount(ListingProvider provider, TimeProvider clock, TimeSpan overlap, string id = "1900000001")
    : IRenewableCertificates, IRenewableAccounts
{
    public KeyRing<string> Ring { get; private set; } = KeyRing<string>.Empty;

    public string Account => $"wechatpay/{id}";

    public string Tenant => "default";

    public CertificatePurpose Purpose => CertificatePurpose.WeChatPayPlatform;

    /// <summary>A serial that a message named.</summary>
    public string? Wanted { get; set; }

    public bool IsSerialWanted => Wanted is { } serial && Ring.Find(serial) is null;

    public IReadOnlyCollection<IRenewableCertificates> Accounts => [this];

    public IReadOnlyCollection<WatchedCertificate> Watched => [.. Ring.Keys.Select(key => new WatchedCertificate(
        Purpose, Account, key.Serial, key.NotBefore, key.NotAfter, key.SupersededAt, Tenant, key.IsKept))];

    public async Task<Download> DownloadAsync(CancellationToken cancellation)
    {
        lock (provider.Downloads) provider.Downloads.Add(clock.GetUtcNow());
        await provider.Gate;
        await provider.Asked();
        return provider.FailsWith is { } why ? Download.Failed("test", why) : Download.Read([.. provider.Listed]);
    }

    public void Prepare(IReadOnlyCollection<ProviderCertificate> listed) =>
        Ring = Ring.Merge(listed.Select(one => Key(one) with { IsKept = false }), clock.GetUtcNow());

    public void Promote(IReadOnlyCollection<ProviderCertificate> listed) =>
        Ring = Ring.Renew([.. listed.Select(Key)], clock.GetUtcNow(), overlap);

    public Revocation Revoke(string serial)
    {
        if (Ring.Find(serial) is not { } key) return Revocation.Unknown;
        if (key.SupersededAt is null) return Revocation.StillListed;
        Ring = Ring.Without(serial, clock.GetUtcNow());
        return Revocation.Dropped;
    }

    public IReadOnlyList<string> Load(IReadOnlyCollection<ProviderCertificate> kept)
    {
        Ring = Ring.Put(
            kept.Select(one => one.SupersededAt is { } at ? Key(one).SupersededFrom(at, overlap) : Key(one)),
            clock.GetUtcNow());
        foreach (var one in kept.Where(one => one.RevokedAt is not null)) Ring = Ring.Without(one.Serial, clock.GetUtcNow());
        return [];
    }

    public bool Verifies(string serial) => Ring.Find(serial, clock.GetUtcNow()) is not null;

    private static RingKey<string> Key(ProviderCertificate one) =>
        new(one.Serial, KeyKind.PlatformCertificate, one.NotBefore, one.NotAfter, one.Pem);
}
