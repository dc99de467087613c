using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.Merchant;

/// <summary>
/// The merchant's own receiver of webhooks: verifies each, refuses what does not verify, answers as it is told.
/// </summary>
public sealed class WebhookEndpoint : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, Func<WebhookReceived, Task<int>>> _answers = new();
    private readonly ConcurrentDictionary<string, Uri> _redirects = new();

    private WebhookEndpoint(WebApplication server) => _server = server;

    public Uri Url { get; private set; } = null!;

    /// <summary>The secrets that it verifies by, the newest first.</summary>
    public IReadOnlyList<string> Secrets { get; set; } = [NewSecret()];

    /// <summary>Everything that came in, in order.</summary>
    public Witness<WebhookReceived> Received { get; } = new();

    public static string NewSecret() => $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";

    public static async Task<WebhookEndpoint> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var endpoint = new WebhookEndpoint(server);
        server.MapPost("{*path}", endpoint.ReceiveAsync);
        await server.StartAsync(cancellation);
        endpoint.Url = new(server.Urls.Single());
        return endpoint;
    }

    /// <summary>An address of its own, whose webhooks are answered like this; what does not verify is 401 whatever it
    /// says.</summary>
    public Uri Address(string path, Func<WebhookReceived, int>? answer = null) =>
        SlowAddress(path, received => Task.FromResult(answer?.Invoke(received) ?? StatusCodes.Status204NoContent));

    /// <summary>The same, where an answer takes its time.</summary>
    public Uri SlowAddress(string path, Func<WebhookReceived, Task<int>> answer)
    {
        var address = new Uri(Url, path);
        _answers[address.AbsolutePath] = answer;
        return address;
    }

    /// <summary>Answers from this address say that it is elsewhere; their status has to be one that does.</summary>
    public void Redirect(Uri address, Uri elsewhere) => _redirects[address.AbsolutePath] = elsewhere;

    /// <summary>What came in at an address, once there is enough of it.</summary>
    public Task<WebhookReceived[]> WaitAsync(
        Uri address, Func<WebhookReceived[], bool> enough, TimeSpan within, CancellationToken cancellation) =>
        Received.WaitAsync(
            one => one.Path == address.AbsolutePath, enough, within, $"webhooks at {address.AbsolutePath}",
            cancellation);

    public WebhookReceived[] At(Uri address) => Received.Where(one => one.Path == address.AbsolutePath);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var received = Read(context.Request, body.ToArray());
        var status = received.Problem is null ? await AnswerAsync(received) : StatusCodes.Status401Unauthorized;
        context.Response.StatusCode = status;
        if (_redirects.TryGetValue(received.Path, out var elsewhere))
            context.Response.Headers.Location = elsewhere.AbsoluteUri;
        Received.Add(received with { Status = status });
    }

    private Task<int> AnswerAsync(WebhookReceived received) =>
        _answers.TryGetValue(received.Path, out var answer)
            ? answer(received)
            : Task.FromResult(StatusCodes.Status404NotFound);

    private WebhookReceived Read(HttpRequest request, byte[] body)
    {
        var (id, timestamp) = (Header("webhook-id"), Header("webhook-timestamp"));
        var (signature, now) = (Header("webhook-signature"), TimeProvider.System.GetUtcNow());
        var (by, problem) = WebhookCheck.Verify(Secrets, id, timestamp, signature, body, now);
        var json = JsonDocument.Parse(body).RootElement;
        return new(request.Path, id, timestamp, signature, json, problem, by, 0)
        {
            Traceparent = request.Headers["traceparent"],
            Baggage = request.Headers["baggage"],
        };

        string Header(string name) => request.Headers[name].ToString();
    }
}
