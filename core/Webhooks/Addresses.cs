using System.Net;
using System.Net.Sockets;

namespace PayFunctions.Core.Webhooks;

/// <summary>Tells where an IP address leads. Whatever it does not know is not public.</summary>
/// <remarks>Source: IANA special-purpose address registries of IPv4 and IPv6; the clouds' own documents.</remarks>
public static class Addresses
{
    private const int Bits96 = 12;

    /// <summary>The first that holds the address counts.</summary>
    private static readonly (IPNetwork Network, AddressKind Kind)[] Known =
    [
        Of("169.254.169.254/32", AddressKind.Metadata), // Azure, AWS, Google.
        Of("168.63.129.16/32", AddressKind.Metadata), // Azure's host, from every virtual network.
        Of("100.100.100.200/32", AddressKind.Metadata), // Alibaba Cloud.
        Of("192.0.0.192/32", AddressKind.Metadata), // Oracle Cloud.
        Of("fd00:ec2::254/128", AddressKind.Metadata), // AWS over IPv6.
        Of("127.0.0.0/8", AddressKind.Loopback),
        Of("10.0.0.0/8", AddressKind.Private),
        Of("172.16.0.0/12", AddressKind.Private),
        Of("192.168.0.0/16", AddressKind.Private),
        Of("100.64.0.0/10", AddressKind.CarrierGrade),
        Of("169.254.0.0/16", AddressKind.LinkLocal),
        Of("224.0.0.0/4", AddressKind.Multicast),
        Of("0.0.0.0/8", AddressKind.Reserved),
        Of("192.0.0.0/24", AddressKind.Reserved),
        Of("192.0.2.0/24", AddressKind.Reserved),
        Of("192.88.99.0/24", AddressKind.Reserved),
        Of("198.18.0.0/15", AddressKind.Reserved),
        Of("198.51.100.0/24", AddressKind.Reserved),
        Of("203.0.113.0/24", AddressKind.Reserved),
        Of("240.0.0.0/4", AddressKind.Reserved),
        Of("0.0.0.0/0", AddressKind.Public),
        Of("::1/128", AddressKind.Loopback),
        Of("fc00::/7", AddressKind.UniqueLocal),
        Of("fe80::/10", AddressKind.LinkLocal),
        Of("fec0::/10", AddressKind.Private), // Site-local, as it was once.
        Of("ff00::/8", AddressKind.Multicast),
        Of("2001::/23", AddressKind.Reserved), // Teredo and other tunnels.
        Of("2001:db8::/32", AddressKind.Reserved),
        Of("2002::/16", AddressKind.Reserved), // 6to4: any IPv4 address behind it.
        Of("3fff::/20", AddressKind.Reserved),
        Of("2000::/3", AddressKind.Public),
        Of("::/0", AddressKind.Reserved),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static AddressKind KindOf(IPAddress address)
    {
        var plain = Plain(address);
        foreach (var (network, kind) in Known)
        {
            if (network.Contains(plain)) return kind;
        }

        return AddressKind.Reserved;
    }

    /// <summary>The IPv4 address that an IPv6 one stands for, where it does.</summary>
    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        var unscoped = new IPAddress(bytes); // A scope ("%eth0") is no part of where it leads.
        return Translated.Contains(unscoped) ? new(bytes[Bits96..]) : unscoped;
    }

    private static (IPNetwork, AddressKind) Of(string network, AddressKind kind) => (IPNetwork.Parse(network), kind);
}
