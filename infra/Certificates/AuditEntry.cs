namespace PayFunctions.Infra.Certificates;

/// <summary>One step of a renewal, for whoever asks later what happened.</summary>
public sealed record AuditEntry(
    DateTimeOffset At, string Account, AuditStep Step, RenewalTrigger Trigger, string? Serial, string? Detail);
