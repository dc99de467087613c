using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace PayFunctions.Edge;

/// <summary>The address that a request comes from.</summary>
/// <remarks>
/// A worker sees no socket. The host's front end writes its peer at the end of <c>X-Forwarded-For</c> (as <c>address:port</c>); what stands
/// before it was written by that peer, and is believed only of one's own proxies.
/// </remarks>
public sealed class Sources(IOptions<EdgeOptions> options)
{
    private const string Header = "X-Forwarded-For";

    private readonly IPNetwork[] _proxies = [.. options.Value.TrustedProxies.Select(network => IPNetwork.Parse(network))];

    /// <returns>Null where the host does not say, or says what is no address.</returns>
    public IPAddress? Of(HttpRequestData request) =>
        request.Header(Header) is { } forwarded ? Of(forwarded) : null;

    public IPAddress? Of(ReadOnlySpan<char> forwarded)
    {
        IPAddress? found = null;
        while (!forwarded.IsEmpty)
        {
            var comma = forwarded.LastIndexOf(',');
            if (!TryRead(forwarded[(comma + 1)..].Trim(), out var address)) return found;
            found = address;
            if (!IsProxy(address)) return found;
            forwarded = comma < 0 ? [] : forwarded[..comma];
        }

        return found;
    }

    private bool IsProxy(IPAddress address)
    {
        foreach (var network in _proxies)
        {
            if (network.Contains(address)) return true;
        }

        return false;
    }

    private static bool TryRead(ReadOnlySpan<char> text, out IPAddress address)
    {
        var read = IPEndPoint.TryParse(text, out var endPoint);
        address = read ? Plain(endPoint!.Address) : IPAddress.None;
        return read;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
