namespace PayFunctions.Infra.Idempotency;

/// <summary>What a key turned out to be.</summary>
public enum IdempotencyOutcome
{
    /// <summary>New, or left behind by one that died: the work is ours. Complete or release it.</summary>
    Begun,

    /// <summary>Done before: <see cref="IdempotencyBegin.Answer"/> is the answer.</summary>
    Replay,

    /// <summary>The key came before with another request.</summary>
    OtherRequest,

    /// <summary>
    /// The same request is being worked on elsewhere: come again after <see cref="IdempotencyBegin.RetryAfter"/>.
    /// </summary>
    StillRunning,
}

/// <param name="Ticket">With <see cref="IdempotencyOutcome.Begun"/>: what completes or releases it.</param>
/// <param name="Answer">With <see cref="IdempotencyOutcome.Replay"/>.</param>
/// <param name="RetryAfter">With <see cref="IdempotencyOutcome.StillRunning"/>.</param>
public sealed record IdempotencyBegin(
    IdempotencyOutcome Outcome,
    IdempotencyTicket? Ticket = null,
    StoredAnswer? Answer = null,
    TimeSpan? RetryAfter = null);
