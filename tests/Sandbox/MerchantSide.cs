using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Sandbox;

/// <summary>
/// A merchant with the base class library and nothing else: signs requests, verifies and opens what comes back.
/// </summary>
internal sealed class MerchantSide(SimulatedWeChatPay provider, MerchantAccount account) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = provider.Url };

    public MerchantAccount Account => account;

    public string Prepay(
        string outTradeNo,
        long total = 1234,
        string notifyUrl = "http://127.0.0.1:9/notify",
        string? timeExpire = null) =>
        JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["appid"] = account.AppId,
            ["mchid"] = account.MerchantId,
            ["description"] = "茶",
            ["out_trade_no"] = outTradeNo,
            ["notify_url"] = notifyUrl,
            ["attach"] = "1",
            ["amount"] = new { total, currency = "CNY" },
            ["time_expire"] = timeExpire ?? DateTimeOffset.UtcNow.AddMinutes(30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        });

    public Task<(int Status, JsonElement Body, HttpResponseMessage Raw)> PlaceAsync(string body) =>
        SendAsync(HttpMethod.Post, "/v3/pay/transactions/native", body);

    public Task<(int Status, JsonElement Body, HttpResponseMessage Raw)> QueryAsync(string outTradeNo) =>
        SendAsync(HttpMethod.Get, $"/v3/pay/transactions/out-trade-no/{outTradeNo}?mchid={account.MerchantId}", "");

    public Task<(int Status, JsonElement Body, HttpResponseMessage Raw)> CloseAsync(string outTradeNo) =>
        SendAsync(
            HttpMethod.Post,
            $"/v3/pay/transactions/out-trade-no/{outTradeNo}/close",
            $$"""{"mchid":"{{account.MerchantId}}"}""");

    public Task<(int Status, JsonElement Body, HttpResponseMessage Raw)> SendAsync(
        HttpMethod method, string target, string body) =>
        SendAsync(method, target, body, Authorization(method, target, body));

    public async Task<(int Status, JsonElement Body, HttpResponseMessage Raw)> SendAsync(
        HttpMethod method, string target, string body, string? authorization)
    {
        using var request = new HttpRequestMessage(method, target);
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("User-Agent", "tests");
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var json = bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement;
        return ((int)response.StatusCode, json, response);
    }

    public string Authorization(
        HttpMethod method,
        string target,
        string body,
        DateTimeOffset? at = null,
        string? merchantId = null,
        string? serial = null)
    {
        var seconds = (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds();
        var nonce = Guid.NewGuid().ToString("N");
        using var key = RSA.Create();
        key.ImportFromPem(account.PrivateKeyPem);
        var signature = Convert.ToBase64String(key.SignData(
            Encoding.UTF8.GetBytes($"{method}\n{target}\n{seconds}\n{nonce}\n{body}\n"),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
        return $"WECHATPAY2-SHA256-RSA2048 mchid=\"{merchantId ?? account.MerchantId}\",nonce_str=\"{nonce}\","
            + $"timestamp=\"{seconds}\",serial_no=\"{serial ?? account.SerialNumber}\",signature=\"{signature}\"";
    }

    /// <summary>Whether the key of that serial, as the provider shows it, made the signature.</summary>
    public bool Verifies(string serial, string timestamp, string nonce, string signature, byte[] body)
    {
        using var key = RSA.Create();
        if (account.PublicKey?.Serial == serial) key.ImportFromPem(account.PublicKey.PublicKeyPem);
        else key.ImportFromPem(provider.Certificates.All().Single(held => held.Serial == serial).PublicKeyPem);
        byte[] message = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        return key.VerifyData(
            message, Convert.FromBase64String(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public bool Verifies(HttpResponseMessage response)
    {
        using var body = new MemoryStream();
        response.Content.CopyTo(body, null, TestContext.Current.CancellationToken);
        string Header(string name) => response.Headers.GetValues(name).Single();
        return Verifies(
            Header("Wechatpay-Serial"), Header("Wechatpay-Timestamp"), Header("Wechatpay-Nonce"),
            Header("Wechatpay-Signature"), body.ToArray());
    }

    public string Open(JsonElement encrypted)
    {
        var bytes = Convert.FromBase64String(encrypted.GetProperty("ciphertext").GetString()!);
        var plaintext = new byte[bytes.Length - 16];
        using var aes = new AesGcm(Encoding.ASCII.GetBytes(account.ApiV3Key), 16);
        aes.Decrypt(
            Encoding.ASCII.GetBytes(encrypted.GetProperty("nonce").GetString()!),
            bytes.AsSpan(0, plaintext.Length),
            bytes.AsSpan(plaintext.Length),
            plaintext,
            Encoding.ASCII.GetBytes(encrypted.GetProperty("associated_data").GetString()!));
        return Encoding.UTF8.GetString(plaintext);
    }

    public void Dispose() => _http.Dispose();
}
