namespace PayFunctions.Infra.Webhooks;

/// <param name="Status">The HTTP status; null without an answer.</param>
public readonly record struct SendResult(SendOutcome Outcome, int? Status = null);
