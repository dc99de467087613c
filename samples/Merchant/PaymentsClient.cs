using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PayFunctions.Samples.Merchant;

/// <summary>The calls that a shop makes to PayFunctions.</summary>
internal sealed class PaymentsClient : IDisposable
{
    private const int TriesMax = 5;
    private static readonly TimeSpan PauseWithoutHint = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly string _merchantId;

    public PaymentsClient(ShopSettings settings)
    {
        _http = new() { BaseAddress = new(settings.App, "api/") };
        _http.DefaultRequestHeaders.Add("x-functions-key", settings.Key);
        _merchantId = settings.MerchantId;
    }

    /// <returns>What the payer scans.</returns>
    public async Task<string> CreateAsync(string orderId, long amount, Uri notify, CancellationToken cancellation)
    {
        var order = new
        {
            orderId,
            channel = "wechatpay",
            method = "native",
            merchantId = _merchantId,
            description = "A pot of oolong tea",
            total = new { amount, currency = "CNY" },
            notify,
        };
        var created = await PostAsync("orders", $"create-{orderId}", order, HttpStatusCode.Created, cancellation);
        return created.GetProperty("payment").GetProperty("codeUrl").GetString()!;
    }

    public Task RefundAsync(string orderId, string refundId, long amount, CancellationToken cancellation)
    {
        var refund = new { refundId, amount = new { amount, currency = "CNY" }, reason = "a chipped lid" };
        return PostAsync($"orders/{orderId}/refunds", refundId, refund, HttpStatusCode.Accepted, cancellation);
    }

    public async Task<string> StateAsync(string orderId, CancellationToken cancellation)
    {
        var order = await _http.GetFromJsonAsync<JsonElement>($"orders/{orderId}", cancellation);
        return order.GetProperty("state").GetString()!;
    }

    /// <summary>In the sandbox nobody holds a phone: its WeChat Pay is told that the payer has paid.</summary>
    public async Task PayInSandboxAsync(Uri payer, string orderId, CancellationToken cancellation)
    {
        using var paid = await _http.PostAsync(new Uri(payer, orderId), null, cancellation);
        paid.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The same key makes the same request safe to send again: it is done once, and answered alike.</summary>
    private async Task<JsonElement> PostAsync(
        string path, string key, object body, HttpStatusCode expected, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await _http.SendAsync(request, cancellation);
            if (answer.StatusCode == expected)
                return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            if (answer.Headers.RetryAfter is null || tries == TriesMax)
                throw new PaymentsRefused(path, answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
            await Task.Delay(answer.Headers.RetryAfter.Delta ?? PauseWithoutHint, cancellation);
        }
    }
}

/// <summary>An answer that sending the request again does not mend; its text is a problem details document.</summary>
internal sealed class PaymentsRefused(string path, HttpStatusCode status, string answer)
    : Exception($"POST {path} was answered {(int)status}: {answer}");
