using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PayFunctions.Sandbox.Azurite;

namespace PayFunctions.Sandbox.World;

/// <summary>Stands between the app and its tables and hands every request on, but for the one that it waits for.</summary>
/// <remarks>So the app can be killed between two of its own writes, at the very place, and not by luck.</remarks>
public sealed class StorageGate : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _storage;
    private readonly Func<string, string, bool> _isWaitedFor;
    private readonly TaskCompletionSource<string> _caught = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action _whenCaught;

    private StorageGate(
        WebApplication server, AzuriteProcess storage, Func<string, string, bool> isWaitedFor, Action whenCaught)
    {
        (_server, _isWaitedFor, _whenCaught) = (server, isWaitedFor, whenCaught);
        _storage = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new($"http://127.0.0.1:{storage.Port}/"),
        };
    }

    /// <summary>As the storage's own, by way of the gate.</summary>
    public string ConnectionString { get; private set; } = null!;

    /// <summary>The address of the request that was waited for, once it came; it never reaches the storage.</summary>
    public Task<string> Caught => _caught.Task;

    /// <param name="isWaitedFor">Told path and body of each request.</param>
    /// <param name="whenCaught">Done at once, while that request is held.</param>
    public static async Task<StorageGate> StartAsync(
        AzuriteProcess storage, Func<string, string, bool> isWaitedFor, Action whenCaught, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var gate = new StorageGate(server, storage, isWaitedFor, whenCaught);
        server.Run(gate.PassAsync);
        await server.StartAsync(cancellation);
        gate.ConnectionString = storage.ConnectionString.Replace(
            $"http://127.0.0.1:{storage.Port}/", new Uri(server.Urls.Single()).AbsoluteUri, StringComparison.Ordinal);
        return gate;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _storage.Dispose();
    }

    private async Task PassAsync(HttpContext call)
    {
        using var text = new StreamReader(call.Request.Body);
        var body = await text.ReadToEndAsync(call.RequestAborted);
        var address = $"{call.Request.Path}{call.Request.QueryString}";
        if (_isWaitedFor(address, body))
        {
            _whenCaught();
            _caught.TrySetResult(address);
            call.Abort();
            return;
        }

        using var request = Same(call.Request, address, body);
        using var response = await _storage.SendAsync(request, call.RequestAborted);
        call.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            var isOfTheConnection = name is "Connection" or "Keep-Alive" or "Transfer-Encoding";
            if (!isOfTheConnection) call.Response.Headers[name] = values.ToString();
        }

        if (response.StatusCode != HttpStatusCode.NoContent) await response.Content.CopyToAsync(call.Response.Body);
    }

    private static HttpRequestMessage Same(HttpRequest request, string address, string body)
    {
        var same = new HttpRequestMessage(new(request.Method), address.TrimStart('/'));
        if (body.Length > 0) same.Content = new StringContent(body);
        same.Content?.Headers.Clear();
        foreach (var (name, value) in request.Headers)
        {
            if (name is "Host" or "Content-Length" or "Connection") continue;
            if (!same.Headers.TryAddWithoutValidation(name, (string?)value))
                same.Content?.Headers.TryAddWithoutValidation(name, (string?)value);
        }

        return same;
    }
}
