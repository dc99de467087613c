namespace PayFunctions.Webhooks;

/// <summary>Where a delivery stands, for whoever looks at its orchestration.</summary>
public sealed record WebhookStatus(int Sequence, int Attempts, string? Outcome, int? Status, DateTime? NextAttemptAt);
