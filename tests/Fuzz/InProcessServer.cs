using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PayFunctions.Tests.Fuzz;

/// <summary>Stands where Kestrel does: requests come as they are, without sockets.</summary>
internal sealed class InProcessServer : IServer
{
    private Func<IFeatureCollection, Task>? _answer;

    public InProcessServer() => Features.Set<IServerAddressesFeature>(new ServerAddressesFeature());

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _answer = async features =>
        {
            var context = application.CreateContext(features);
            try
            {
                await application.ProcessRequestAsync(context);
                application.DisposeContext(context, null);
            }
            catch (Exception e)
            {
                application.DisposeContext(context, e);
                throw;
            }
        };
        return Task.CompletedTask;
    }

    public async Task<FuzzAnswer> AnswerAsync(FuzzRequest request)
    {
        var body = new MemoryStream();
        var response = new HttpResponseFeature();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(Wire(request));
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = System.Net.IPAddress.Loopback, RemotePort = 4711 });
        await _answer!(features);
        return new(response.StatusCode, response.Headers, body.ToArray());
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private static HttpRequestFeature Wire(FuzzRequest request)
    {
        var query = request.Target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? request.Target : request.Target[..query];
        var headers = new HeaderDictionary();
        foreach (var (name, value) in request.Headers) headers.Append(name, value);
        if (!headers.ContainsKey("Host")) headers["Host"] = "pay.example.com";
        return new()
        {
            Method = request.Method,
            Path = Uri.UnescapeDataString(path),
            QueryString = query < 0 ? "" : request.Target[query..],
            RawTarget = request.Target,
            Protocol = "HTTP/1.1",
            Scheme = "https",
            Headers = headers,
            Body = new MemoryStream(request.Body, writable: false),
        };
    }
}

internal sealed record FuzzAnswer(int Status, IHeaderDictionary Headers, byte[] Body);
