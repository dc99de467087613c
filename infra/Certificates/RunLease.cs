using Azure;

namespace PayFunctions.Infra.Certificates;

/// <summary>The right to run, fenced: what is written under it is refused once another has taken it over.</summary>
public sealed record RunLease(string Owner, ETag Version, DateTimeOffset Until);
