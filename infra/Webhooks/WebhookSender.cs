using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Webhooks;

/// <summary>
/// Posts a message to an address that a stranger chose: no redirects, no proxy, no cookies, nothing kept of the answer
/// but its status, and no connection into a network of ours.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    private const int AnswerBytesMax = 16 * 1024;
    private const int AnswerHeaderKilobytesMax = 16;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    private readonly IOptionsMonitor<WebhookOptions> _options;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _http;

    public WebhookSender(IOptionsMonitor<WebhookOptions> options, TimeProvider clock)
        : this(options, clock, static (name, cancellation) => Dns.GetHostAddressesAsync(name, cancellation))
    {
    }

    internal WebhookSender(
        IOptionsMonitor<WebhookOptions> options, TimeProvider clock,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        (_options, _clock) = (options, clock);
        var connector = new GuardedConnector(() => options.CurrentValue.AllowPrivateAddresses, resolve);
        _http = new(new SocketsHttpHandler
        {
            ConnectCallback = connector.ConnectAsync,
            ConnectTimeout = options.CurrentValue.ConnectTimeout,
            AllowAutoRedirect = false,
            UseProxy = false, // A proxy would connect for us, past the guard.
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = AnswerHeaderKilobytesMax,
            MaxResponseDrainSize = AnswerBytesMax,
            ResponseDrainTimeout = AnswerWithin,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // A moved name is looked up, and looked at, again.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            // What goes along is said below, and only that: the trace of the order, and its id.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        });
    }

    /// <exception cref="OperationCanceledException">The caller gave up. Then nothing is known of what was
    /// sent.</exception>
    public async Task<SendResult> SendAsync(Uri address, SignedMessage message, CancellationToken cancellation)
    {
        var started = _clock.GetTimestamp();
        using var total = new CancellationTokenSource(_options.CurrentValue.TotalTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellation);
        var result = await SendOnceAsync(address, message, either.Token);
        cancellation.ThrowIfCancellationRequested();
        PayFunctionsTelemetry.WebhookAttempts.Record(
            _clock.GetElapsedTime(started).TotalSeconds,
            new TagList { { "outcome", SendOutcomes.Word(result.Outcome) } });
        return result;
    }

    public void Dispose() => _http.Dispose();

    private async Task<SendResult> SendOnceAsync(Uri address, SignedMessage message, CancellationToken patience)
    {
        using var span = Story.Start("webhook", ActivityKind.Client);
        using var request = Request(address, message);
        if (span is not null) TraceHeaders.Add(request, span);
        try
        {
            using var response = await _http.SendAsync(request, patience);
            return new(Read(response.StatusCode), (int)response.StatusCode);
        }
        catch (HttpRequestException e)
        {
            var isForbidden = e.InnerException is ForbiddenAddressException;
            return new(isForbidden ? SendOutcome.ForbiddenAddress : SendOutcome.NoAnswer);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return new(SendOutcome.NoAnswer);
        }
    }

    private static SendOutcome Read(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => SendOutcome.Accepted,
        410 => SendOutcome.Gone,
        _ => SendOutcome.Refused,
    };

    private static HttpRequestMessage Request(Uri address, SignedMessage message)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ExactBody(message.Body, "application/json"),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.Add("User-Agent", "PayFunctions");
        request.Headers.Add(WebhookSignature.IdHeader, message.Id);
        request.Headers.Add(
            WebhookSignature.TimestampHeader, message.Timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, message.Signature);
        return request;
    }
}
