namespace PayFunctions.Core.Webhooks;

/// <summary>Where an IP address leads.</summary>
public enum AddressKind
{
    /// <summary>Out into the internet: where webhooks go.</summary>
    Public,

    Loopback,
    Private,
    UniqueLocal,

    /// <summary>Shared by a carrier's customers (RFC 6598).</summary>
    CarrierGrade,

    LinkLocal,

    /// <summary>Where a cloud tells a machine its secrets.</summary>
    Metadata,

    Multicast,

    /// <summary>For documents, tests, tunnels and protocols, or not given out at all.</summary>
    Reserved,
}
