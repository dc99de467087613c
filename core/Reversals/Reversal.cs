namespace PayFunctions.Core.Reversals;

/// <summary>An order's reversal (冲正): its payment is to go back as a whole, come or not yet come.</summary>
/// <param name="Sequence">From 1; one more each time that it is asked for anew after a refusal.</param>
/// <param name="Code">The provider's, with <see cref="ReversalState.Refused"/> only.</param>
public sealed record Reversal(
    int Sequence, string Reason, DateTimeOffset RequestedAt, ReversalState State = ReversalState.Requested,
    string? Code = null);
