using System.Net.Http;
using System.Net.Http.Headers;

namespace PayFunctions.Infra.Telemetry.Otlp;

/// <summary>One signal's way to the collector: OTLP over HTTP, protobuf.</summary>
/// <param name="path">v1/traces, v1/metrics, v1/logs, as the protocol names them.</param>
internal sealed class OtlpClient(TelemetryOptions options, string path) : IDisposable
{
    private static readonly MediaTypeHeaderValue Protobuf = new("application/x-protobuf");

    private readonly Uri _address = new(new Uri(options.OtlpEndpoint!.TrimEnd('/') + "/"), path);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null, // What tells of spans is none.
    })
    {
        Timeout = options.SendWithin,
    };

    /// <returns>False: the collector is away, refuses, or takes longer than a sending may.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        using var content = new ReadOnlyMemoryContent(request) { Headers = { ContentType = Protobuf } };
        try
        {
            using var answer = await _http.PostAsync(_address, content, cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();
}
