namespace PayFunctions.Core.Certificates;

/// <summary>What kind of key a provider signs with.</summary>
public enum KeyKind
{
    /// <summary>A certificate that the provider hands out and replaces; it has dates.</summary>
    PlatformCertificate,

    /// <summary>A bare public key that the operator configured; it has none.</summary>
    PublicKey,
}
