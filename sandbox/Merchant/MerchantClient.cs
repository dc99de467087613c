using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Merchant;

/// <summary>The merchant's own system: calls the app's API with its function key.</summary>
public sealed class MerchantClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;

    /// <summary>Every refusal that was answered, as it came.</summary>
    public ConcurrentBag<string> Problems { get; } = [];

    /// <param name="apiKey">The tenant's own; null: the function key alone, for the tenant <c>default</c>.</param>
    public MerchantClient(Uri app, string functionKey, string? apiKey = null)
    {
        _http = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new(app, "api/"),
            Timeout = TimeSpan.FromSeconds(60),
        };
        _http.DefaultRequestHeaders.Add("x-functions-key", functionKey);
        if (apiKey is not null) _http.DefaultRequestHeaders.Add("x-api-key", apiKey);
    }

    public Task<ApiAnswer> CreateAsync(NewOrder order, CancellationToken cancellation) =>
        CreateAsync(order.ToJson(), $"create-{order.OrderId}", cancellation);

    /// <summary>The same with an <c>x-pay-env</c>.</summary>
    public Task<ApiAnswer> CreateAsync(NewOrder order, string env, CancellationToken cancellation) => SendAsync(
        HttpMethod.Post, "orders", order.ToJson().ToJsonString(), $"create-{order.OrderId}", cancellation, env);

    /// <param name="idempotencyKey">Null: sent without one.</param>
    public Task<ApiAnswer> CreateAsync(JsonNode body, string? idempotencyKey, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, "orders", body.ToJsonString(), idempotencyKey, cancellation);

    public Task<ApiAnswer> CreateAsync(string body, string? idempotencyKey, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, "orders", body, idempotencyKey, cancellation);

    public Task<ApiAnswer> CloseAsync(string orderId, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"orders/{Uri.EscapeDataString(orderId)}/close", null, null, cancellation);

    /// <summary>Asks for the order to be taken back as a whole.</summary>
    public Task<ApiAnswer> ReverseAsync(string orderId, string reason, CancellationToken cancellation, int nth = 1) =>
        PostAsync(
            $"orders/{Uri.EscapeDataString(orderId)}/reverse", new JsonObject { ["reason"] = reason },
            $"reverse-{orderId}-{nth}", cancellation);

    /// <summary>Asks for a refund; its id serves as the Idempotency-Key too, with the order's.</summary>
    public Task<ApiAnswer> RefundAsync(
        string orderId, string refundId, long amount, CancellationToken cancellation, string currency = "CNY",
        string? reason = null)
    {
        var body = new JsonObject
        {
            ["refundId"] = refundId,
            ["amount"] = new JsonObject { ["amount"] = amount, ["currency"] = currency },
        };
        if (reason is not null) body["reason"] = reason;
        return PostAsync(
            $"orders/{Uri.EscapeDataString(orderId)}/refunds", body, $"refund-{orderId}-{refundId}", cancellation);
    }

    /// <exception cref="InvalidOperationException">Any answer but 200.</exception>
    public async Task<RefundView> ReadRefundAsync(string orderId, string refundId, CancellationToken cancellation) =>
        await GetAsync(
            $"orders/{Uri.EscapeDataString(orderId)}/refunds/{Uri.EscapeDataString(refundId)}", cancellation) switch
        {
            { Status: 200 } answer => answer.Body.Deserialize<RefundView>(Json)!,
            var answer => throw new InvalidOperationException($"GET refund {refundId} was answered {answer}"),
        };

    /// <exception cref="InvalidOperationException">Any answer but 200.</exception>
    public async Task<WebhookView[]> WebhooksAsync(string orderId, CancellationToken cancellation) =>
        await GetAsync($"orders/{Uri.EscapeDataString(orderId)}/webhooks", cancellation) switch
        {
            { Status: 200 } answer => answer.Body.GetProperty("messages").Deserialize<WebhookView[]>(Json)!,
            var answer => throw new InvalidOperationException($"GET webhooks of {orderId} was answered {answer}"),
        };

    public Task<ApiAnswer> RedeliverAsync(string orderId, string messageId, CancellationToken cancellation) =>
        SendAsync(
            HttpMethod.Post, $"orders/{Uri.EscapeDataString(orderId)}/webhooks/{messageId}/redeliver", null, null,
            cancellation);

    /// <summary>The newest messages that were given up.</summary>
    /// <exception cref="InvalidOperationException">Any answer but 200.</exception>
    public async Task<WebhookView[]> DeadLettersAsync(CancellationToken cancellation) =>
        await GetAsync("webhooks/deadletters", cancellation) switch
        {
            { Status: 200 } answer => answer.Body.GetProperty("deadLetters").Deserialize<WebhookView[]>(Json)!,
            var answer => throw new InvalidOperationException($"GET webhooks/deadletters was answered {answer}"),
        };

    /// <param name="idempotencyKey">Null: sent without one.</param>
    public Task<ApiAnswer> PostAsync(
        string path, JsonNode body, string? idempotencyKey, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, path, body.ToJsonString(), idempotencyKey, cancellation);

    /// <summary>Asks for every provider's certificates now.</summary>
    public Task<ApiAnswer> RenewCertificatesAsync(CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, "certificates/renew", null, null, cancellation);

    /// <summary>An operator's word that what is signed with it is not genuine any more.</summary>
    public Task<ApiAnswer> RevokeCertificateAsync(string serial, CancellationToken cancellation) => SendAsync(
        HttpMethod.Post, "certificates/renew", new JsonObject { ["revoked"] = serial }.ToJsonString(), null, cancellation);

    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path, null, null, cancellation);

    /// <summary>The order, or null when the app does not know it.</summary>
    /// <exception cref="InvalidOperationException">Any answer but 200 and 404.</exception>
    public async Task<OrderView?> FindAsync(string orderId, CancellationToken cancellation) =>
        await GetAsync($"orders/{Uri.EscapeDataString(orderId)}", cancellation) switch
        {
            { Status: 200 } answer => answer.Body.Deserialize<OrderView>(Json),
            { Status: 404 } => null,
            var answer => throw new InvalidOperationException($"GET orders/{orderId} was answered {answer}"),
        };

    /// <exception cref="InvalidOperationException">Any answer but 200.</exception>
    public async Task<PostingView[]> PostingsAsync(string orderId, CancellationToken cancellation) =>
        await GetAsync($"orders/{Uri.EscapeDataString(orderId)}/ledger", cancellation) switch
        {
            { Status: 200 } answer => answer.Body.Deserialize<LedgerView>(Json)!.Postings,
            var answer => throw new InvalidOperationException($"GET orders/{orderId}/ledger was answered {answer}"),
        };

    /// <exception cref="InvalidOperationException">Any answer but 200.</exception>
    public async Task<MetricsView> MetricsAsync(CancellationToken cancellation) =>
        await GetAsync("metrics", cancellation) switch
        {
            { Status: 200 } answer => MetricsView.Read(answer.Text),
            var answer => throw new InvalidOperationException($"GET metrics was answered {answer}"),
        };

    /// <summary>The account, or null when the app does not know it.</summary>
    /// <exception cref="InvalidOperationException">Any answer but 200 and 404.</exception>
    public async Task<WalletView?> WalletAsync(string account, CancellationToken cancellation) =>
        await GetAsync($"wallets/{account}", cancellation) switch
        {
            { Status: 200 } answer => answer.Body.Deserialize<WalletView>(Json),
            { Status: 404 } => null,
            var answer => throw new InvalidOperationException($"GET wallets/{account} was answered {answer}"),
        };

    public void Dispose() => _http.Dispose();

    private async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, string? body, string? idempotencyKey, CancellationToken cancellation,
        string? env = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (env is not null) request.Headers.Add("x-pay-env", env);
        using var response = await _http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        var json = mediaType is not null && mediaType.EndsWith("json", StringComparison.Ordinal) && text.Length > 0
            ? JsonDocument.Parse(text).RootElement
            : default;
        if ((int)response.StatusCode >= 400) Problems.Add(text);
        var replayed = response.Headers.TryGetValues("Idempotent-Replayed", out var values) && values.Contains("true");
        return new((int)response.StatusCode, text, json, mediaType, replayed);
    }
}
