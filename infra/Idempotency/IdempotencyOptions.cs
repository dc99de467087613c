namespace PayFunctions.Infra.Idempotency;

/// <summary>How long a claim on a key holds, and its answer is kept. Section <c>Idempotency</c>.</summary>
public sealed class IdempotencyOptions
{
    public const string Section = "Idempotency";

    /// <summary>After it, a claim that was neither completed nor released counts as its owner's death.</summary>
    public TimeSpan ClaimHolds { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>What a request that meets a running one is told to wait, at most.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an answer is kept; after it, the key is as good as new.</summary>
    public TimeSpan Keeps { get; set; } = TimeSpan.FromHours(72);
}
