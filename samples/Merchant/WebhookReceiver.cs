using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Samples.Merchant;

/// <summary>Listens for webhooks, refuses what does not verify, and takes each message once.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private const string Path = "/webhooks";

    private readonly WebApplication _server;
    private readonly WebhookSignature _signature;
    private readonly ConcurrentDictionary<string, bool> _taken = new();
    private readonly ConcurrentDictionary<(string Type, string OrderId), TaskCompletionSource<Webhook>> _awaited = new();

    private WebhookReceiver(WebApplication server, WebhookSignature signature) =>
        (_server, _signature) = (server, signature);

    /// <summary>What an order's <c>notify</c> is.</summary>
    public Uri Address => new(new(_server.Urls.Single()), Path);

    public static async Task<WebhookReceiver> StartAsync(ShopSettings settings, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(settings.Listen.AbsoluteUri);
        var server = builder.Build();
        var receiver = new WebhookReceiver(server, new(settings.WebhookSecret, TimeProvider.System));
        server.MapPost(Path, receiver.ReceiveAsync);
        await server.StartAsync(cancellation);
        return receiver;
    }

    public Task<Webhook> WaitAsync(string type, string orderId, CancellationToken cancellation) =>
        Awaited(type, orderId).Task.WaitAsync(cancellation);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var id = request.Headers["webhook-id"].ToString();
        var (timestamp, signatures) = (
            request.Headers["webhook-timestamp"].ToString(), request.Headers["webhook-signature"].ToString());
        if (!_signature.Holds(id, timestamp, signatures, body.ToArray()))
        {
            Console.Error.WriteLine($"refused   {id}: its signature does not hold");
            return Results.Unauthorized();
        }

        // Taken before it is answered; a shop keeps it in its database, where a repeat finds the id.
        var webhook = new Webhook(id, JsonDocument.Parse(body.ToArray()).RootElement);
        if (_taken.TryAdd(id, true)) Awaited(webhook.Type, webhook.OrderId).TrySetResult(webhook);
        return Results.NoContent();
    }

    private TaskCompletionSource<Webhook> Awaited(string type, string orderId) =>
        _awaited.GetOrAdd((type, orderId), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
