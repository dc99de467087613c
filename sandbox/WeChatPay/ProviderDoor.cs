using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>The provider's API: reads a request, checks who sent it, carries it out, signs the answer.</summary>
internal sealed class ProviderDoor(
    TransactionBook book,
    RefundDesk refunds,
    SplitDesk splits,
    BillDesk bills,
    PlatformCertificates certificates,
    IReadOnlyDictionary<string, MerchantAccount> accounts,
    Witness<ProviderCall> calls,
    SimulatedWeChatPayOptions options)
{
    private const int SignedMessageShown = 512;

    private static readonly TimeSpan ExpiryAhead = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Operation, string OutTradeNo), CallGate> _gates = new();

    public PlannedFailures Failures { get; } = new();

    /// <summary>Null: the provider works.</summary>
    public Outage? Outage { get; set; }

    public CallGate GateNext(string operation, string outTradeNo) => _gates[(operation, outTradeNo)] = new();

    public async Task AnswerAsync(HttpContext context)
    {
        var request = await ReceivedRequest.ReadAsync(context);
        var account = Authenticate(request, out var refused);
        if (account is not null)
            account.LastSerial = RequestSignature.Read(request.Headers.Authorization.ToString())?.SerialNumber;
        var call = Route.Of(request);
        if (account is not null && _gates.TryRemove((call.Operation, call.OutTradeNo), out var gate))
        {
            await gate.PassAsync(context.RequestAborted);
        }

        var outage = Outage;
        var answer = refused
            ?? (outage is { Status: > 0 } ? SimulatedAnswer.Error(outage.Status, "SYSTEM_ERROR", "系统错误") : null)
            ?? Failures.Take(call)
            ?? await refunds.CarryAsync(call, account!, request.Body)
            ?? CarrySplit(call, account!, request.Body)
            ?? bills.Carry(call, account!, request, new($"{context.Request.Scheme}://{context.Request.Host}"))
            ?? Carry(call, account!, request);
        calls.Add(new(call.Operation, account?.MerchantId ?? "", call.OutTradeNo, answer.Status, CodeOf(answer)));
        if (outage is not null) await Task.Delay(outage.Late, options.Clock, context.RequestAborted);
        if (answer == SimulatedAnswer.Lost) context.Abort();
        else if (answer.IsFile) await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        else await WriteAsync(context, answer, SignerOf(account, request));
    }

    private MerchantAccount? Authenticate(ReceivedRequest request, out SimulatedAnswer? refused)
    {
        var signature = RequestSignature.Read(request.Headers.Authorization.ToString());
        var account = signature is null ? null : accounts.GetValueOrDefault(signature.MerchantId);
        var problem = signature is null ? "no readable Authorization header"
            : account is null ? "no such merchant"
            : signature.Problem(account, request, options.Clock.GetUtcNow());
        refused = problem is null ? HeaderProblem(request) : SignError(request, signature, problem);
        return refused is null ? account : null;
    }

    private static SimulatedAnswer? HeaderProblem(ReceivedRequest request) =>
        request.Headers.UserAgent.Count == 0
        || !request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
            ? SimulatedAnswer.Error(400, "PARAM_ERROR", "Http头缺少Accept或User-Agent")
        : request.Body.Length > 0 && request.Headers.ContentType.ToString().Split(';')[0].Trim() != "application/json"
            ? SimulatedAnswer.Error(400, "PARAM_ERROR", "Content-Type必须是application/json")
        : null;

    private static SimulatedAnswer SignError(ReceivedRequest request, RequestSignature? signature, string problem)
    {
        var message = signature is null ? "" : Encoding.UTF8.GetString(signature.Message(request));
        return new(401, SimulatedAnswer.Bytes(new JsonObject
        {
            ["code"] = "SIGN_ERROR",
            ["message"] = "错误的签名，验签失败: " + problem,
            ["detail"] = new JsonObject
            {
                ["field"] = "signature",
                ["location"] = "authorization",
                ["sign_information"] = new JsonObject
                {
                    ["method"] = request.Method,
                    ["url"] = request.Target,
                    ["truncated_sign_message"] = message[..Math.Min(message.Length, SignedMessageShown)],
                    ["sign_message_length"] = message.Length,
                },
            },
        }), "268443699");
    }

    private SimulatedAnswer Carry(Route call, MerchantAccount account, ReceivedRequest request) => call.Operation switch
    {
        Route.Native or Route.Jsapi or Route.App or Route.H5 => Prepay(call.Operation, account, request.Body),
        Route.Query when call.MerchantId == account.MerchantId =>
            book.Find(account.MerchantId, call.OutTradeNo) is { } held
                ? SimulatedAnswer.Ok(TransactionWords.Write(held))
                : TransactionBook.Unknown,
        Route.Close when MerchantIdIn(request.Body) == account.MerchantId =>
            book.Close(account.MerchantId, call.OutTradeNo),
        Route.Query or Route.Close => SimulatedAnswer.Error(400, "PARAM_ERROR", "mchid"),
        Route.Certificates when account.PublicKey is null => ShowCertificates(account),
        _ => SimulatedAnswer.Error(404, "RESOURCE_NOT_EXISTS", "无可用的平台证书或无此接口"),
    };

    private SimulatedAnswer? CarrySplit(Route call, MerchantAccount account, byte[] body) => splits.Carry(
        call, account, body,
        call.Operation is Route.Split or Route.Unfreeze && splits.PaymentOf(account, body)?.TransactionId is { } paid
            ? refunds.TakenOf(paid)
            : 0);

    private SimulatedAnswer Prepay(string way, MerchantAccount account, byte[] body)
    {
        if (ReadJson(body) is not { ValueKind: JsonValueKind.Object } json)
        {
            return SimulatedAnswer.Error(400, "PARAM_ERROR", "not a JSON object");
        }

        var (asked, problem) = PrepayRequest.Read(
            way, json, options.Clock.GetUtcNow(), ExpiryAhead * options.TimeScale);
        return asked is null ? SimulatedAnswer.Error(400, "PARAM_ERROR", problem!)
            : asked.MerchantId != account.MerchantId || asked.AppId != account.AppId
                ? SimulatedAnswer.Error(400, "APPID_MCHID_NOT_MATCH", "appid和mchid不匹配")
            : book.Place(asked);
    }

    private SimulatedAnswer ShowCertificates(MerchantAccount account)
    {
        var shown = new JsonArray();
        foreach (var key in certificates.All())
        {
            var nonce = ResourceCipher.NewNonce(12);
            var pem = Encoding.ASCII.GetBytes(key.Certificate!.ExportCertificatePem());
            shown.Add(new JsonObject
            {
                ["serial_no"] = key.Serial,
                ["effective_time"] = TransactionWords.BeijingTime(key.Certificate.NotBefore),
                ["expire_time"] = TransactionWords.BeijingTime(key.Certificate.NotAfter),
                ["encrypt_certificate"] = new JsonObject
                {
                    ["algorithm"] = "AEAD_AES_256_GCM",
                    ["nonce"] = nonce,
                    ["associated_data"] = "certificate",
                    ["ciphertext"] = ResourceCipher.Encrypt(account.ApiV3Key, nonce, "certificate", pem),
                },
            });
        }

        return SimulatedAnswer.Ok(new JsonObject { ["data"] = shown });
    }

    /// <summary>
    /// A request may name the public key it wants the answer signed with; that only counts where the merchant has it.
    /// </summary>
    private PlatformKey SignerOf(MerchantAccount? account, ReceivedRequest request)
    {
        var asked = request.Headers["Wechatpay-Serial"].ToString();
        return account?.PublicKey is { } publicKey && (asked.Length == 0 || asked == publicKey.Serial)
            ? publicKey
            : certificates.Current;
    }

    private async Task WriteAsync(HttpContext context, SimulatedAnswer answer, PlatformKey signer)
    {
        var timestamp = options.Clock.GetUtcNow().ToUnixTimeSeconds();
        var nonce = ResourceCipher.NewNonce(32);
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["Request-ID"] = $"08{RandomNumberGenerator.GetHexString(30)}-{answer.FinerCode}";
        response.Headers["Wechatpay-Timestamp"] = timestamp.ToString(CultureInfo.InvariantCulture);
        response.Headers["Wechatpay-Nonce"] = nonce;
        response.Headers["Wechatpay-Serial"] = signer.Serial;
        response.Headers["Wechatpay-Signature-Type"] = "WECHATPAY2-SHA256-RSA2048";
        response.Headers["Wechatpay-Signature"] = signer.Sign(timestamp, nonce, answer.Body);
        if (answer.Body.Length == 0) return;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static string? MerchantIdIn(byte[] body) =>
        ReadJson(body) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("mchid", out var mchid)
            ? mchid.GetString()
            : null;

    private static string? CodeOf(SimulatedAnswer answer) =>
        answer.Status < 400 ? null : ReadJson(answer.Body)?.GetProperty("code").GetString();

    internal static JsonElement? ReadJson(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
