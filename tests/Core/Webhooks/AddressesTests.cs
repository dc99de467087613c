using System.Net;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Tests.Core.Webhooks;

public class AddressesTests
{
    [Theory]
    [InlineData("8.8.8.8", AddressKind.Public)]
    [InlineData("2606:4700::1111", AddressKind.Public)]
    [InlineData("127.0.0.1", AddressKind.Loopback)]
    [InlineData("127.255.255.254", AddressKind.Loopback)]
    [InlineData("::1", AddressKind.Loopback)]
    [InlineData("10.1.2.3", AddressKind.Private)]
    [InlineData("172.16.0.1", AddressKind.Private)]
    [InlineData("172.31.255.255", AddressKind.Private)]
    [InlineData("172.32.0.1", AddressKind.Public)]
    [InlineData("192.168.1.1", AddressKind.Private)]
    [InlineData("100.64.0.1", AddressKind.CarrierGrade)]
    [InlineData("100.128.0.1", AddressKind.Public)]
    [InlineData("169.254.1.1", AddressKind.LinkLocal)]
    [InlineData("fe80::1", AddressKind.LinkLocal)]
    [InlineData("fe80::1%3", AddressKind.LinkLocal)]
    [InlineData("169.254.169.254", AddressKind.Metadata)]
    [InlineData("168.63.129.16", AddressKind.Metadata)]
    [InlineData("fd00:ec2::254", AddressKind.Metadata)]
    [InlineData("fd12::1", AddressKind.UniqueLocal)]
    [InlineData("224.0.0.1", AddressKind.Multicast)]
    [InlineData("ff02::1", AddressKind.Multicast)]
    [InlineData("0.0.0.0", AddressKind.Reserved)]
    [InlineData("255.255.255.255", AddressKind.Reserved)]
    [InlineData("198.18.0.1", AddressKind.Reserved)]
    [InlineData("::", AddressKind.Reserved)]
    [InlineData("2001:db8::1", AddressKind.Reserved)]
    public void Each_address_leads_where_its_registry_says(string address, AddressKind expected) =>
        Assert.Equal(expected, Addresses.KindOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("::ffff:127.0.0.1", AddressKind.Loopback)]
    [InlineData("::ffff:169.254.169.254", AddressKind.Metadata)]
    [InlineData("::ffff:8.8.8.8", AddressKind.Public)]
    [InlineData("64:ff9b::10.0.0.1", AddressKind.Private)]
    [InlineData("64:ff9b::8.8.8.8", AddressKind.Public)]
    [InlineData("64:ff9b:1::1", AddressKind.Reserved)]
    [InlineData("2002:7f00:1::", AddressKind.Reserved)]
    [InlineData("2001:0:1::1", AddressKind.Reserved)]
    [InlineData("::127.0.0.1", AddressKind.Reserved)]
    public void An_IPv4_address_inside_an_IPv6_one_is_no_way_around(string address, AddressKind expected) =>
        Assert.Equal(expected, Addresses.KindOf(IPAddress.Parse(address)));
}
