using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Http;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Calls the gateway and verifies what it answers before anything of it is read.</summary>
internal sealed class UnionPayGateway(OutboundHttp http, TimeProvider clock, ILogger<UnionPayGateway> log)
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <param name="operation">For the metrics: <c>query</c>.</param>
    /// <param name="isRead">It changes nothing over there, so it may be sent again whatever became of it.</param>
    public async Task<UnionPayAnswer> CallAsync(
        UnionPayMerchant merchant, string operation, TradeRequest request, bool isRead, CancellationToken cancellation)
    {
        if (merchant.Signer is null) return new(UnionPayVerdict.NotSent, UnionPayMerchant.NoKeyYet);
        var answer = await http.SendAsync(
            new(UnionPayProvider.Name, operation, isRead, () => Make(merchant, request)), cancellation);
        return Judge(merchant, operation, answer);
    }

    /// <summary>A read whose answer has a file in it, and may be larger than any other.</summary>
    /// <param name="bytesMax">More than that is given up.</param>
    public async Task<UnionPayAnswer> FetchAsync(
        UnionPayMerchant merchant, string operation, TradeRequest request, int bytesMax, CancellationToken cancellation)
    {
        if (merchant.Signer is null) return new(UnionPayVerdict.NotSent, UnionPayMerchant.NoKeyYet);
        using var body = new MemoryStream();
        var answer = await http.DownloadAsync(
            new(UnionPayProvider.Name, operation, IsRead: true, () => Make(merchant, request)), body, bytesMax, cancellation);
        return Judge(merchant, operation, answer with { Body = body.GetBuffer().AsMemory(0, (int)body.Length) });
    }

    private static HttpRequestMessage Make(UnionPayMerchant merchant, TradeRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, request.At(merchant))
        {
            Content = new ExactBody(request.Sign(merchant).Body, FormType),
        };
        message.Headers.UserAgent.Add(new("PayFunctions", "0.1"));
        return message;
    }

    private UnionPayAnswer Judge(UnionPayMerchant merchant, string operation, OutboundAnswer answer) => answer.Outcome switch
    {
        OutboundOutcome.NotSent => new(UnionPayVerdict.NotSent, answer.Why),
        OutboundOutcome.Unknown => new(UnionPayVerdict.Unanswered, answer.Why),
        OutboundOutcome.Answered => JudgeAnswered(merchant, operation, answer),
    };

    private UnionPayAnswer JudgeAnswered(UnionPayMerchant merchant, string operation, OutboundAnswer answer)
    {
        if (answer.Status != 200 || AnswerText.Read(answer.Body.Span) is not { } fields)
            return NotTrusted(merchant, operation, $"HTTP {answer.Status}, no fields");
        var code = fields.GetValueOrDefault("respCode", "");
        if (!fields.ContainsKey(SignedText.Signature) && RespCodes.Find(code)?.Meaning == RespMeaning.Failed)
            return Told(merchant, operation, new(UnionPayVerdict.Unsigned, code));
        if (WhyNotSigned(merchant, fields) is { } wrong)
            return NotTrusted(merchant, operation, UnionPayRefusals.Code(wrong));
        return fields.GetValueOrDefault("merId") == merchant.Id
            ? Told(merchant, operation, new(UnionPayVerdict.Verified, code, fields, answer.Body))
            : NotTrusted(merchant, operation, "another merchant's");
    }

    private UnionPayRefusal? WhyNotSigned(UnionPayMerchant merchant, SortedDictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("signMethod") != "01") return UnionPayRefusal.UnsupportedSignMethod;
        if (!fields.TryGetValue(SignedText.Signature, out var base64)) return UnionPayRefusal.MissingSignature;
        var certificate = Encoding.UTF8.GetBytes(fields.GetValueOrDefault("signPubKeyCert", ""));
        var signer = merchant.Signers.Find(certificate, clock.GetUtcNow(), out var whyNot);
        if (signer is null) return whyNot;
        var (hash, signature) = (new byte[SHA256.HashSizeInBytes], new byte[signer.Key.SignatureBytes]);
        SignedText.Hash(Encoding.UTF8.GetBytes(SignedText.Of(fields)), hash);
        return CanonicalBase64.TryDecode(base64, signature) && signer.Key.Verifies(hash, signature)
            ? null
            : UnionPayRefusal.BadSignature;
    }

    private UnionPayAnswer Told(UnionPayMerchant merchant, string operation, UnionPayAnswer answer)
    {
        if (answer.Meaning is null) Log.UnknownError(log, operation, merchant.Id, answer.Code);
        else if (answer.Code != RespCodes.Success) Log.AnswerIsAnError(log, operation, merchant.Id, answer.Code);
        return answer;
    }

    private UnionPayAnswer NotTrusted(UnionPayMerchant merchant, string operation, string why)
    {
        Log.AnswerNotTrusted(log, operation, merchant.Id, why);
        return new(UnionPayVerdict.NotTrusted, why);
    }
}
