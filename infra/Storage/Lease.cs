using Azure;

namespace PayFunctions.Infra.Storage;

/// <summary>The right to do what only one may do at a time, until then.</summary>
public sealed record Lease(string Name, string Owner, ETag Version, DateTimeOffset Until);
