namespace PayFunctions.Infra.Certificates;

/// <summary>The steps of a renewal, each of which leaves a row.</summary>
public enum AuditStep
{
    Downloaded,
    NotOffered,
    Refused,
    Kept,
    NotKept,
    Promoted,
    Superseded,
    Revoked,
    Published,
    Loaded,
}
