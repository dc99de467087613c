using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Http;

/// <summary>The pooled connections behind every outbound call; made anew when their settings change.</summary>
internal sealed class OutboundConnections : IDisposable
{
    private readonly IDisposable? _watch;
    private volatile HttpMessageInvoker _current;

    public OutboundConnections(IOptionsMonitor<OutboundOptions> options)
    {
        _current = Make(options.CurrentValue);
        // The old pool is left to its calls; its connections close when they idle.
        _watch = options.OnChange(changed => _current = Make(changed));
    }

    public HttpMessageInvoker Current => _current;

    public void Dispose()
    {
        _watch?.Dispose();
        _current.Dispose();
    }

    private static HttpMessageInvoker Make(OutboundOptions options) => new(new SocketsHttpHandler
    {
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = options.ConnectionLifetime,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        EnableMultipleHttp2Connections = true,
        SslOptions = new() { AllowTlsResume = true },
        AllowAutoRedirect = false, // A signature names its path; a redirect is an answer like any other.
        AutomaticDecompression = DecompressionMethods.None, // Signatures are over the bytes as sent.
        UseCookies = false,
        // Our trace ids are nothing a provider needs to see.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    });
}
