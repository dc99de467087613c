using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Sandbox.Telemetry;

/// <summary>
/// An OpenTelemetry collector on this machine, as far as an app sees one: OTLP over HTTP, protobuf. It keeps all it gets.
/// </summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _server;

    private OtlpCollector(WebApplication server) => _server = server;

    /// <summary>What to set <c>Telemetry:OtlpEndpoint</c> to.</summary>
    public Uri Url { get; private set; } = null!;

    public Witness<ReceivedSpan> Spans { get; } = new();

    public Witness<ReceivedLine> Lines { get; } = new();

    /// <summary>Every series of every metric, as it was told last.</summary>
    public ConcurrentDictionary<string, ReceivedPoint> Points { get; } = new();

    /// <summary>All that came, of all signals, as it came.</summary>
    public ConcurrentQueue<(string Signal, byte[] Body)> Bodies { get; } = new();

    /// <summary>False: it takes what comes and throws it away.</summary>
    public bool IsKept { get; set; } = true;

    /// <summary>How it answers; before it does, it may take its time. Nothing is kept unless it answers 200.</summary>
    public Func<Task<int>> Answer { get; set; } = static () => Task.FromResult(StatusCodes.Status200OK);

    public static async Task<OtlpCollector> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var collector = new OtlpCollector(server);
        server.MapPost("/v1/{signal}", collector.ReceiveAsync);
        await server.StartAsync(cancellation);
        collector.Url = new(server.Urls.Single());
        return collector;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context, string signal)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.StatusCode = await Answer();
        if (context.Response.StatusCode != StatusCodes.Status200OK) return;
        if (IsKept) Keep(signal, body.ToArray());
        context.Response.ContentType = "application/x-protobuf";
    }

    private void Keep(string signal, byte[] request)
    {
        Bodies.Enqueue((signal, request));
        switch (signal)
        {
            case "traces":
                foreach (var span in OtlpMessages.Spans(request)) Spans.Add(span);
                break;
            case "logs":
                foreach (var line in OtlpMessages.Lines(request)) Lines.Add(line);
                break;
            case "metrics":
                foreach (var point in OtlpMessages.Points(request)) Points[point.Series] = point;
                break;
        }
    }
}
