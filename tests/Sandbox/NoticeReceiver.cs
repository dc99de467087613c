using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Tests.Sandbox;

/// <summary>Where notifications go in these tests: keeps each as it came and answers as told.</summary>
internal sealed class NoticeReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;

    private NoticeReceiver(WebApplication server) => _server = server;

    /// <summary>The answer to the nth notification, from 1.</summary>
    public Func<int, int> Answer { get; set; } = _ => 204;

    public ConcurrentQueue<ReceivedNotice> Received { get; } = [];

    public string Url => $"{_server.Urls.Single()}/notify";

    public static async Task<NoticeReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new NoticeReceiver(builder.Build());
        var count = 0;
        receiver._server.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var headers = context.Request.Headers;
            receiver.Received.Enqueue(new(
                Stopwatch.GetTimestamp(),
                headers["Wechatpay-Serial"].ToString(),
                headers["Wechatpay-Timestamp"].ToString(),
                headers["Wechatpay-Nonce"].ToString(),
                headers["Wechatpay-Signature"].ToString(),
                body.ToArray()));
            context.Response.StatusCode = receiver.Answer(Interlocked.Increment(ref count));
        });
        await receiver._server.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

/// <summary>A notification as it came.</summary>
internal sealed record ReceivedNotice(
    long At, string Serial, string Timestamp, string Nonce, string Signature, byte[] Body);
