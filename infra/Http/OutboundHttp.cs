using System.Diagnostics;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Http;

/// <summary>The one way out to providers. It says how far a request got, and sends again only what can do no
/// harm.</summary>
/// <remarks>Reads, and requests that provably never left, are sent again, a few times and within the total time.
/// What may have moved money is not: only a query can tell, and that is for the orchestrator to ask.</remarks>
public sealed partial class OutboundHttp : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly OutboundConnections _connections;
    private readonly IOptionsMonitor<OutboundOptions> _options;
    private readonly TimeProvider _clock;

    public OutboundHttp(IOptionsMonitor<OutboundOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _connections = new(options);
    }

    /// <exception cref="OperationCanceledException">The caller gave up. Then nothing is known of what was
    /// sent.</exception>
    public async Task<OutboundAnswer> SendAsync(OutboundCall call, CancellationToken cancellation)
    {
        var options = _options.CurrentValue;
        var started = _clock.GetTimestamp();
        using var total = new CancellationTokenSource(options.TotalTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellation);
        using var span = Story.Start(call.Operation, ActivityKind.Client);

        var answer = await SendAndResendAsync(call, options, either.Token);
        cancellation.ThrowIfCancellationRequested();
        Record(call, answer, _clock.GetElapsedTime(started), span);
        return answer;
    }

    public void Dispose() => _connections.Dispose();

    /// <summary>Whether sending again can't do anything twice, and may help.</summary>
    internal static bool MayResend(OutboundCall call, OutboundOutcome outcome) => outcome switch
    {
        OutboundOutcome.NotSent => true,
        OutboundOutcome.Unknown => call.IsRead,
        OutboundOutcome.Answered => false,
    };

    private async Task<OutboundAnswer> SendAndResendAsync(
        OutboundCall call, OutboundOptions options, CancellationToken cancellation)
    {
        var pause = FirstPause;
        for (var left = options.Resends; ; left--)
        {
            var answer = await SendOnceAsync(call, options, cancellation);
            if (left <= 0 || !MayResend(call, answer.Outcome) || cancellation.IsCancellationRequested) return answer;
            try
            {
                await Task.Delay(pause, _clock, cancellation);
            }
            catch (OperationCanceledException)
            {
                return answer;
            }
            pause *= 2;
        }
    }

    private async Task<OutboundAnswer> SendOnceAsync(
        OutboundCall call, OutboundOptions options, CancellationToken cancellation)
    {
        using var request = call.Make();
        request.Version = System.Net.HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        using var silence = new CancellationTokenSource(options.ConnectTimeout + options.ReadTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            using var response = await _connections.Current.SendAsync(request, either.Token);
            var body = await LimitedBody.ReadAsync(response, options, silence, either.Token);
            return body is { } bytes
                ? new(OutboundOutcome.Answered, (int)response.StatusCode, response.Headers, bytes)
                : OutboundAnswer.Unknown("the answer is larger than Outbound:MaxResponseBytes");
        }
        catch (HttpRequestException e)
        {
            return NeverLeft(request) ?? NeverConnected(e)
                ? OutboundAnswer.NotSent(e.HttpRequestError.ToString())
                : OutboundAnswer.Unknown(e.HttpRequestError.ToString());
        }
        catch (IOException e)
        {
            return OutboundAnswer.Unknown(e.GetType().Name);
        }
        catch (OperationCanceledException) when (!either.IsCancellationRequested)
        {
            return OutboundAnswer.NotSent("no connection within Outbound:ConnectTimeout"); // The handler's own clock.
        }
        catch (OperationCanceledException)
        {
            return NeverLeft(request) == true
                ? OutboundAnswer.NotSent("timed out")
                : OutboundAnswer.Unknown("timed out");
        }
    }

    /// <summary>Null for a request without a body, which leaves no trace of how far it got.</summary>
    private static bool? NeverLeft(HttpRequestMessage request) =>
        request.Content is ExactBody body ? !body.HasLeft : null;

    private static bool NeverConnected(HttpRequestException e) => e.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static void Record(OutboundCall call, OutboundAnswer answer, TimeSpan took, Activity? span)
    {
        var outcome = answer.Outcome switch
        {
            OutboundOutcome.NotSent => "not_sent",
            OutboundOutcome.Unknown => "unknown",
            OutboundOutcome.Answered => "answered",
        };
        span?.SetTag("provider", call.Provider).SetTag("outcome", outcome).SetTag("status", answer.Status);
        if (answer.Outcome != OutboundOutcome.Answered) span?.SetStatus(ActivityStatusCode.Error);
        PayFunctionsTelemetry.ProviderCalls.Record(
            took.TotalSeconds,
            new TagList { { "provider", call.Provider }, { "operation", call.Operation }, { "outcome", outcome } });
    }
}
