namespace PayFunctions.Infra.Idempotency;

/// <summary>Answers kept by the caller's own key, so that a request sent twice is worked on once.</summary>
public sealed class IdempotencyStore
{
    /// <summary>The largest answer that is kept, in bytes.</summary>
    public const int LargestBody = 32 * 1024;

    /// <summary>Claims the key. One request when it is new, two when it is known.</summary>
    /// <param name="scope">What the key is unique within: the route, <c>orders</c>.</param>
    /// <param name="fingerprint">From <see cref="RequestFingerprint"/>.</param>
    /// <param name="owner">Unique to this call; a fresh GUID.</param>
    public Task<IdempotencyBegin> TryBeginAsync(
        string tenant, string scope, string key, string fingerprint, string owner, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Keeps the answer. One request.</summary>
    /// <returns>False when another had taken the key over, because this one ran longer than its claim held.</returns>
    public Task<bool> CompleteAsync(IdempotencyTicket ticket, StoredAnswer answer, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Gives the key up unanswered, so that the next request with it starts anew (storage or provider away).</summary>
    public Task ReleaseAsync(IdempotencyTicket ticket, CancellationToken cancellation) => throw new NotSupportedException();
}
