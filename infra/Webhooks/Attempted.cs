namespace PayFunctions.Infra.Webhooks;

/// <summary>What became of an attempt.</summary>
/// <param name="IsDone">No other is to follow.</param>
/// <param name="Attempts">How many were made so far.</param>
/// <param name="Outcome">How this one, or one that had ended it before, ended, in a word.</param>
public sealed record Attempted(bool IsDone, int Attempts, string? Outcome, int? Status);
