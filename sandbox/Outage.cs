namespace PayFunctions.Sandbox;

/// <summary>How a whole provider does not work: it refuses every call, or carries each out and answers late.</summary>
/// <param name="Status">What every call is answered, and nothing done; 0: calls are carried out.</param>
/// <param name="Late">How long its answers are held back.</param>
public sealed record Outage(int Status = 0, TimeSpan Late = default);
