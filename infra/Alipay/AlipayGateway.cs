using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Http;

namespace PayFunctions.Infra.Alipay;

/// <summary>Calls the gateway and verifies what it answers before anything of it is read.</summary>
internal sealed class AlipayGateway(OutboundHttp http, TimeProvider clock, ILogger<AlipayGateway> log)
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <param name="operation">For the metrics: <c>query</c>.</param>
    /// <param name="method"><c>alipay.trade.query</c>.</param>
    /// <param name="isRead">It changes nothing over there, so it may be sent again whatever became of it.</param>
    public async Task<AlipayAnswer> CallAsync(
        AlipayApp app, string operation, string method, string content, bool isRead, bool isTrade,
        CancellationToken cancellation)
    {
        var answer = await http.SendAsync(
            new(AlipayProvider.Name, operation, isRead, () => Make(app, method, content, isTrade)), cancellation);
        return answer.Outcome switch
        {
            OutboundOutcome.NotSent => new(AlipayVerdict.NotSent, answer.Why),
            OutboundOutcome.Unknown => new(AlipayVerdict.Unknown, answer.Why),
            OutboundOutcome.Answered => Judge(app, operation, method, answer),
        };
    }

    private HttpRequestMessage Make(AlipayApp app, string method, string content, bool isTrade)
    {
        var signed = new SignedRequest(app, method, content, clock.GetUtcNow(), isTrade);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{app.Gateway.AbsoluteUri}?{signed.Query}"))
        {
            Content = new ExactBody(signed.Body, FormType),
        };
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(new("PayFunctions", "0.1"));
        return request;
    }

    private AlipayAnswer Judge(AlipayApp app, string operation, string method, OutboundAnswer answer)
    {
        var name = method.Replace('.', '_') + "_response";
        if (answer.Status != 200 || ResponseNode.Find(answer.Body, name) is not { } found)
            return NotTrusted(app, operation, $"HTTP {answer.Status}, no {name}");
        // An error may come unsigned, from a gateway in front of them; one that is signed has to be signed well.
        if (!string.IsNullOrEmpty(found.Sign) && WhyNotSigned(app, found) is { } wrong)
            return NotTrusted(app, operation, wrong);
        if (ReadObject(found.Raw) is not { } node) return NotTrusted(app, operation, "no object");

        var read = new AlipayAnswer(AlipayVerdict.Error, Node: node, Raw: answer.Body);
        read = read with { Code = read.Text("code"), SubCode = read.Text("sub_code") };
        if (read.Code != ErrorWords.Success) return Error(app, operation, read);
        return string.IsNullOrEmpty(found.Sign) || found.IsError
            ? NotTrusted(app, operation, "unsigned")
            : read with { Verdict = AlipayVerdict.Verified };
    }

    private string? WhyNotSigned(AlipayApp app, ResponseNode found)
    {
        if (app.FindKey(found.CertificateSerial, clock.GetUtcNow(), out var whyNot) is not { } key)
            return AlipayRefusals.Code(whyNot);
        var signature = new byte[key.SignatureBytes];
        return CanonicalBase64.TryDecode(found.Sign, signature)
            && key.Verifies(SHA256.HashData(found.Raw.Span), signature)
                ? null
                : AlipayRefusals.Code(AlipayRefusal.BadSignature);
    }

    private AlipayAnswer Error(AlipayApp app, string operation, AlipayAnswer answer)
    {
        if (ErrorWords.Meaning(answer.Code, answer.SubCode) == ErrorMeaning.Undocumented)
            Log.UnknownError(log, operation, app.Id, answer.Code, answer.SubCode);
        else Log.AnswerIsAnError(log, operation, app.Id, answer.Code, answer.SubCode);
        return answer with { Node = default, Raw = default };
    }

    private AlipayAnswer NotTrusted(AlipayApp app, string operation, string why)
    {
        Log.AnswerNotTrusted(log, operation, app.Id, why);
        return new(AlipayVerdict.Unknown, why);
    }

    private static JsonElement? ReadObject(ReadOnlyMemory<byte> raw)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            using var document = JsonDocument.Parse(raw, options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
