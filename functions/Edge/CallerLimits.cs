using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace PayFunctions.Edge;

/// <summary>Token buckets: one an address, one a tenant. They live in this instance; two instances let twice as much in.</summary>
public sealed class CallerLimits(IOptions<EdgeOptions> options) : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<IPAddress> _sources = Of<IPAddress>(options.Value.PerSource);
    private readonly PartitionedRateLimiter<string> _tenants = Of<string>(options.Value.PerTenant);

    /// <param name="source">Those whose address the host does not say share one bucket.</param>
    /// <returns>Null: come in. Else when to come again.</returns>
    public TimeSpan? Take(IPAddress? source) => Take(_sources, source ?? IPAddress.None);

    /// <inheritdoc cref="Take(IPAddress?)"/>
    public TimeSpan? Take(string tenant) => Take(_tenants, tenant);

    public void Dispose()
    {
        _sources.Dispose();
        _tenants.Dispose();
    }

    private static TimeSpan? Take<T>(PartitionedRateLimiter<T> limiter, T who)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > Second ? after : Second;
    }

    private static PartitionedRateLimiter<T> Of<T>(RateOptions rate) where T : notnull
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = rate.PerSecond,
            ReplenishmentPeriod = Second,
            AutoReplenishment = true,
            QueueLimit = 0,
        };
        return PartitionedRateLimiter.Create<T, T>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => bucket));
    }
}
