namespace PayFunctions.Infra.Certificates;

/// <summary>What a board says at one moment.</summary>
/// <param name="Version">Null before anything was published.</param>
public sealed record BoardState(string? Version, IReadOnlyList<AccountStatus> Statuses);
