using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Tests.Infra.WeChatPay;

/// <summary>A real HTTP server on loopback that answers as the test tells it, and counts.</summary>
internal sealed class FakeEndpoint : IAsyncDisposable
{
    private readonly WebApplication _server;
    private int _requests;

    private FakeEndpoint(WebApplication server) => _server = server;

    public Uri Url => new(_server.Urls.Single());

    public int Requests => Volatile.Read(ref _requests);

    public HttpRequestHeaders LastHeaders { get; private set; } = new(new Dictionary<string, string>());

    public static async Task<FakeEndpoint> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var endpoint = new FakeEndpoint(server);
        server.Run(context =>
        {
            Interlocked.Increment(ref endpoint._requests);
            endpoint.LastHeaders = new(context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            return answer(context);
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return endpoint;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _server.StopAsync(now.Token); // A test may have left a request hanging.
        await _server.DisposeAsync();
    }

    public sealed record HttpRequestHeaders(IReadOnlyDictionary<string, string> All)
    {
        public bool Has(string name) => All.ContainsKey(name);
    }
}
