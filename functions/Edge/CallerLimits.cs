using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace PayFunctions.Edge;

/// <summary>Token buckets: one an address, one a tenant. They live in this instance; two instances let twice as much in.</summary>
/// <remarks>A rate that changes begins with full buckets.</remarks>
public sealed class CallerLimits : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly IDisposable? _changes;
    private readonly Lock _gate = new();
    private readonly List<IDisposable> _left = [];
    private volatile Buckets<IPAddress> _sources;
    private volatile Buckets<string> _tenants;

    public CallerLimits(IOptionsMonitor<EdgeOptions> options)
    {
        _sources = new(options.CurrentValue.PerSource);
        _tenants = new(options.CurrentValue.PerTenant);
        _changes = options.OnChange(Change);
    }

    /// <param name="source">Those whose address the host does not say share one bucket.</param>
    /// <returns>Null: come in. Else when to come again.</returns>
    public TimeSpan? Take(IPAddress? source) => Take(_sources.Limiter, source ?? IPAddress.None);

    /// <inheritdoc cref="Take(IPAddress?)"/>
    public TimeSpan? Take(string tenant) => Take(_tenants.Limiter, tenant);

    public void Dispose()
    {
        _changes?.Dispose();
        _sources.Limiter.Dispose();
        _tenants.Limiter.Dispose();
        foreach (var limiter in _left) limiter.Dispose();
    }

    /// <summary>Who stands at a bucket that is replaced still takes from it: it goes with the rest.</summary>
    private void Change(EdgeOptions options)
    {
        lock (_gate)
        {
            if (!_sources.IsOf(options.PerSource))
            {
                _left.Add(_sources.Limiter);
                _sources = new(options.PerSource);
            }

            if (!_tenants.IsOf(options.PerTenant))
            {
                _left.Add(_tenants.Limiter);
                _tenants = new(options.PerTenant);
            }
        }
    }

    private static TimeSpan? Take<T>(PartitionedRateLimiter<T> limiter, T who)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > Second ? after : Second;
    }

    private sealed class Buckets<T>(RateOptions rate) where T : notnull
    {
        private readonly (int, int) _rate = (rate.PerSecond, rate.Burst);

        public PartitionedRateLimiter<T> Limiter { get; } = Of(rate);

        public bool IsOf(RateOptions other) => _rate == (other.PerSecond, other.Burst);

        private static PartitionedRateLimiter<T> Of(RateOptions rate)
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
}
