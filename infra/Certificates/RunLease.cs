using Azure;

namespace PayFunctions.Infra.Certificates;

/// <summary>The right to run, fenced: what is written under it is refused once another has taken it over.</summary>
/// <param name="Published">The board's version, where what was written last under this lease published one.</param>
/// <param name="IsOver">It was given back with what was written last.</param>
public sealed record RunLease(
    string Owner, ETag Version, DateTimeOffset Until, string? Published = null, bool IsOver = false);
