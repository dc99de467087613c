using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Http;

namespace PayFunctions.Infra.ApplePay;

/// <summary>An acquirer behind a plain gateway: one authorization an order, as JSON over TLS.</summary>
/// <remarks>
/// <c>PUT authorizations/{outTradeNo}</c> asks for it, <c>GET</c> tells how it stands, <c>DELETE</c> closes it. The
/// answer is <c>{"outcome":"approved|declined|closed","transactionId":"…","code":"…"}</c>, or 404. An acquirer with
/// another protocol is another <see cref="IAcquirer"/>.
/// </remarks>
internal sealed class GatewayAcquirer(OutboundHttp http, ApplePayMerchants merchants) : IAcquirer
{
    private const int TransactionCharsMax = 64;

    public async Task<AcquirerAnswer> AuthorizeAsync(Order order, NetworkToken token, CancellationToken cancellation)
    {
        var body = Write(order, token);
        try
        {
            // The same number again is the same payment over there; sent once all the same, so that it is cleared.
            return await SendAsync(order, HttpMethod.Put, "authorize", body, isRead: false, cancellation);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }

    public Task<AcquirerAnswer> QueryAsync(Order order, CancellationToken cancellation) =>
        SendAsync(order, HttpMethod.Get, "query", null, isRead: true, cancellation);

    public Task<AcquirerAnswer> CloseAsync(Order order, CancellationToken cancellation) =>
        SendAsync(order, HttpMethod.Delete, "close", null, isRead: true, cancellation);

    private async Task<AcquirerAnswer> SendAsync(
        Order order, HttpMethod method, string operation, byte[]? body, bool isRead, CancellationToken cancellation)
    {
        if (merchants.Find(order.MerchantId) is not { } merchant)
            return new(AcquirerOutcome.NotSent, Code: "unknown-merchant");
        if (merchant.AcquirerKey is null)
            return new(AcquirerOutcome.NotSent, Code: "the acquirer's key has not been found yet");
        var call = new OutboundCall(
            ApplePayProvider.Name, operation, isRead, () => Request(merchant, order, method, body));
        var answer = await http.SendAsync(call, cancellation);
        return answer.Outcome switch
        {
            OutboundOutcome.NotSent => new(AcquirerOutcome.NotSent, Code: answer.Why),
            OutboundOutcome.Unknown => new(AcquirerOutcome.Unknown, Code: answer.Why),
            OutboundOutcome.Answered => Read(answer),
        };
    }

    private static HttpRequestMessage Request(ApplePayMerchant merchant, Order order, HttpMethod method, byte[]? body)
    {
        var path = $"authorizations/{Uri.EscapeDataString(order.OutTradeNo)}";
        var request = new HttpRequestMessage(method, new Uri(merchant.Acquirer, path));
        request.Headers.Authorization = new("Bearer", merchant.AcquirerKey!.Reveal());
        if (body is not null) request.Content = new ExactBody(body, "application/json");
        return request;
    }

    private static byte[] Write(Order order, NetworkToken token)
    {
        var buffer = new ArrayBufferWriter<byte>(2048); // Large enough not to grow: a grown one leaves its old bytes.
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("merchantIdentifier"u8, order.MerchantId);
            json.WriteNumber("amount"u8, order.Total.MinorUnits);
            json.WriteString("currency"u8, order.Total.Currency.Code);
            json.WriteStartObject("networkToken"u8);
            json.WriteString("number"u8, token.AccountNumber);
            json.WriteString("expirationDate"u8, token.ExpirationDate);
            json.WriteString("cryptogram"u8, token.Cryptogram);
            json.WriteString("eciIndicator"u8, token.EciIndicator);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        var body = buffer.WrittenSpan.ToArray();
        buffer.Clear(); // With zeros.
        return body;
    }

    private static AcquirerAnswer Read(OutboundAnswer answer)
    {
        if (answer.Status == 404) return new(AcquirerOutcome.NotFound);
        if (answer.Status != 200) return new(AcquirerOutcome.Unknown, Code: $"status {answer.Status}");
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            var (outcome, code) = (Text(json, "outcome"), Text(json, "code"));
            var transaction = Text(json, "transactionId");
            return outcome switch
            {
                "approved" when transaction is { Length: > 0 and <= TransactionCharsMax } =>
                    new(AcquirerOutcome.Approved, transaction),
                "declined" => new(AcquirerOutcome.Declined, Code: code),
                "closed" => new(AcquirerOutcome.Closed),
                _ => new(AcquirerOutcome.Unknown, Code: "an answer of no documented form"),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new(AcquirerOutcome.Unknown, Code: "an answer that is no JSON");
        }
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
}
