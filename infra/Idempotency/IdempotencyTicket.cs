using Azure;

namespace PayFunctions.Infra.Idempotency;

/// <summary>The right to complete one key, until another takes it over once it has run out.</summary>
public sealed record IdempotencyTicket
{
    internal IdempotencyTicket(string partition, string row, string owner, string fingerprint, ETag version) =>
        (Partition, Row, Owner, Fingerprint, Version) = (partition, row, owner, fingerprint, version);

    internal string Partition { get; }

    internal string Row { get; }

    internal string Owner { get; }

    internal string Fingerprint { get; }

    internal ETag Version { get; }
}
