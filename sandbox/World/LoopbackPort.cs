using System.Net;
using System.Net.Sockets;

namespace PayFunctions.Sandbox.World;

/// <summary>Finds a port for something that must keep it across restarts and so can't take port 0 itself.</summary>
internal static class LoopbackPort
{
    public static int Free()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
