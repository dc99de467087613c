namespace PayFunctions.Sandbox.Alerts;

/// <summary>An alert that fires, or has cleared.</summary>
public sealed record AlertChange(AlertRule Rule, bool Fires, double Value, DateTimeOffset At);
