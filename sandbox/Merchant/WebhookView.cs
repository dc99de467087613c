namespace PayFunctions.Sandbox.Merchant;

/// <summary>A message as the app lists it: of an order, or given up.</summary>
public sealed record WebhookView(
    string MessageId, string? OrderId, int Sequence, string Type, string? State, int Attempts, string? LastOutcome,
    int? LastStatus, int Redeliveries);
