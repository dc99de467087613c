using PayFunctions.Core.Orders;

namespace PayFunctions.Flows;

/// <summary>An orchestration that broke off: it failed, or somebody terminated it.</summary>
/// <param name="Name">Of its orchestrator.</param>
/// <param name="Order">What it drove, or what that belongs to.</param>
/// <param name="Why">What the engine says of its end.</param>
public sealed record Broken(string InstanceId, string Name, OrderKey Order, string Why);

/// <summary>The same, with what it was started with.</summary>
public sealed record Broken<TInput>(Broken Flow, TInput Input);
