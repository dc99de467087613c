using PayFunctions.Core.Failures;
using PayFunctions.Core.Splits;

namespace PayFunctions.Infra.Providers;

/// <summary>A provider's answer about a split or a share's return, as a value.</summary>
/// <param name="Evidence">What to bring to the split book; with <see cref="ProviderOutcome.Answered"/> only.</param>
/// <param name="Code">The provider's own code, or why it was not sent or not understood.</param>
/// <param name="Failure">The catalogue's word for why it did not go as asked; null where it did.</param>
public sealed record SplitAnswer(
    ProviderOutcome Outcome, SplitEvidence? Evidence = null, string? Code = null, FailureCode? Failure = null)
{
    /// <summary>The cause for which the same may be asked again soon; null where that would not help.</summary>
    public FailureCause? TryAgainFor =>
        Failure is { } code && FailureCatalogue.Of(code) is { Retryable: true } line ? line.Cause : null;

    public static SplitAnswer Says(SplitEvidence evidence) => new(ProviderOutcome.Answered, evidence);
}
