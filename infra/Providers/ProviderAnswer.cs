using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Providers;

/// <summary>How a call to a provider ended.</summary>
public enum ProviderOutcome
{
    /// <summary>A verified answer that says something about the order: <see cref="ProviderAnswer.Evidence"/>.</summary>
    Answered,

    /// <summary>A verified answer with nothing new: not paid yet, still being paid.</summary>
    Nothing,

    /// <summary>The provider does not know the order.</summary>
    NotFound,

    /// <summary>It asks to be called again later: busy, too frequent.</summary>
    Later,

    /// <summary>
    /// Refused for a reason that no repeat mends (settings, permissions); <see cref="ProviderAnswer.Code"/> says which.
    /// </summary>
    Refused,

    /// <summary>It provably never left: safe to send again.</summary>
    NotSent,

    /// <summary>Sent and not answered in a way that can be trusted: only a query can tell.</summary>
    Unknown,
}

/// <summary>A provider's answer as a value.</summary>
/// <param name="Evidence">What to bring to the order book; with <see cref="ProviderOutcome.Answered"/> only.</param>
/// <param name="Code">The provider's own code, or why it was not sent or not understood; for logs and problem details.</param>
/// <param name="Failure">The catalogue's word for why it did not go as asked; null where it did.</param>
public sealed record ProviderAnswer(
    ProviderOutcome Outcome, Evidence? Evidence = null, string? Code = null, FailureCode? Failure = null)
{
    /// <summary>The cause for which the same question may be put again soon; null where that would not help.</summary>
    public FailureCause? TryAgainFor =>
        Outcome != ProviderOutcome.Nothing && Failure is { } code && FailureCatalogue.Of(code) is { Retryable: true } line
            ? line.Cause
            : null;

    /// <summary>False: the adapter asked nobody, so its answer says nothing of how the channel does.</summary>
    public bool WasCalled { get; init; } = true;

    public static ProviderAnswer Says(Evidence evidence) => new(ProviderOutcome.Answered, evidence);
}
