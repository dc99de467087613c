using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Infra.Webhooks;

/// <summary>
/// Connects to what a name leads to at this moment, and to nothing inside a network: what is checked is what is used.
/// </summary>
/// <param name="resolve">Gives a name's addresses; tests bring their own.</param>
internal sealed class GuardedConnector(
    Func<bool> allowPrivate, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellation);
        // One address inside is enough to refuse the name: no honest one leads both ways.
        foreach (var address in addresses) Check(address);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            Check(((IPEndPoint)socket.RemoteEndPoint!).Address);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Check(IPAddress address)
    {
        var kind = Addresses.KindOf(address);
        if (!WebhookAddressRules.MayGoTo(kind, allowPrivate())) throw new ForbiddenAddressException(kind);
    }
}
