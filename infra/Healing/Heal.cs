using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Healing;

/// <summary>One heal: what went on again, and what showed that it had stopped.</summary>
/// <param name="Cause">The orchestration that broke off or is missing: one heal for each.</param>
/// <param name="Evidence">What the engine said of it.</param>
public sealed record Heal(OrderKey Order, HealKind Kind, string Cause, string Evidence, DateTimeOffset At);
