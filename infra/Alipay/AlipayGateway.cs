using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Http;

namespace PayFunctions.Infra.Alipay;

/// <summary>Calls the gateway and verifies what it answers before anything of it is read.</summary>
internal sealed class AlipayGateway(
    AlipayCalls calls, AlipayCertificateRefresh certificates, TimeProvider clock, ILogger<AlipayGateway> log)
{
    /// <param name="operation">For the metrics: <c>query</c>.</param>
    /// <param name="method"><c>alipay.trade.query</c>.</param>
    /// <param name="isRead">It changes nothing over there, so it may be sent again whatever became of it.</param>
    public async Task<AlipayAnswer> CallAsync(
        AlipayApp app, string operation, string method, string content, bool isRead, bool isTrade,
        CancellationToken cancellation)
    {
        var answer = await calls.SendAsync(app, operation, method, content, isRead, isTrade, cancellation);
        return answer.Outcome switch
        {
            OutboundOutcome.NotSent => new(AlipayVerdict.NotSent, answer.Why),
            OutboundOutcome.Unknown => new(AlipayVerdict.Unknown, answer.Why),
            OutboundOutcome.Answered => await JudgeAsync(app, operation, method, answer, cancellation),
        };
    }

    private async Task<AlipayAnswer> JudgeAsync(
        AlipayApp app, string operation, string method, OutboundAnswer answer, CancellationToken cancellation)
    {
        if (AlipayCalls.Find(answer, method) is not { } found)
            return NotTrusted(app, operation, $"HTTP {answer.Status}, no {AlipayCalls.NodeName(method)}");
        // An error may come unsigned, from a gateway in front of them; one that is signed has to be signed well.
        if (!string.IsNullOrEmpty(found.Sign) && await WhyNotSignedAsync(app, found, cancellation) is { } wrong)
            return NotTrusted(app, operation, wrong);
        if (found.ReadObject(app.Cipher) is not { } node) return NotTrusted(app, operation, "no object");

        var read = new AlipayAnswer(AlipayVerdict.Error, Node: node, Raw: answer.Body);
        read = read with { Code = read.Text("code"), SubCode = read.Text("sub_code") };
        if (read.Code != ErrorWords.Success) return Error(app, operation, read);
        return string.IsNullOrEmpty(found.Sign) || found.IsError
            ? NotTrusted(app, operation, "unsigned")
            : read with { Verdict = AlipayVerdict.Verified };
    }

    /// <summary>Unlike a callback, a call can wait for a certificate it does not know yet.</summary>
    private async Task<string?> WhyNotSignedAsync(
        AlipayApp app, ResponseNode found, CancellationToken cancellation)
    {
        var why = WhyNotSigned(app, found);
        if (why != AlipayRefusal.UnknownCertificate || found.CertificateSerial is not { Length: > 0 } serial)
            return why is { } told ? AlipayRefusals.Code(told) : null;
        if (await certificates.FetchAsync(app, serial, cancellation)) why = WhyNotSigned(app, found);
        return why is { } still ? AlipayRefusals.Code(still) : null;
    }

    private AlipayRefusal? WhyNotSigned(AlipayApp app, ResponseNode found) =>
        app.FindKey(found.CertificateSerial, clock.GetUtcNow(), out var whyNot) is not { } key ? whyNot
            : found.IsSignedWith(key) ? null
            : AlipayRefusal.BadSignature;

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
        return new(AlipayVerdict.Unknown, why) { IsAnswered = true };
    }
}
