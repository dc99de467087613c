using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.Providers;

/// <summary>A provider's answer about a refund, as a value.</summary>
/// <param name="Evidence">What to bring to the refund book; with <see cref="ProviderOutcome.Answered"/> only.</param>
/// <param name="Code">The provider's own code, or why it was not sent or not understood.</param>
public sealed record RefundAnswer(ProviderOutcome Outcome, RefundEvidence? Evidence = null, string? Code = null)
{
    public static RefundAnswer Says(RefundEvidence evidence) => new(ProviderOutcome.Answered, evidence);
}
