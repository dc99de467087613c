using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Callbacks;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Http;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Calls the API and verifies what it answers before anything of it is read.</summary>
internal sealed class WeChatPayApi(
    SignedCalls calls, CertificateRefresh certificates, IOptionsMonitor<CallbackOptions> options, TimeProvider clock,
    ILogger<WeChatPayApi> log)
{
    public async Task<ApiAnswer> CallAsync(
        WeChatPayMerchant merchant, string operation, string target, ReadOnlyMemory<byte>? body,
        CancellationToken cancellation)
    {
        var answer = await calls.SendAsync(merchant, operation, target, body, cancellation);
        return answer.Outcome switch
        {
            OutboundOutcome.NotSent => new(ApiVerdict.NotSent, Code: answer.Why),
            OutboundOutcome.Unknown => new(ApiVerdict.Unknown, Code: answer.Why),
            OutboundOutcome.Answered => await JudgeAsync(merchant, operation, answer, cancellation),
        };
    }

    private async Task<ApiAnswer> JudgeAsync(
        WeChatPayMerchant merchant, string operation, OutboundAnswer answer, CancellationToken cancellation)
    {
        var signature = SignedCalls.Signature(answer);
        var isSuccess = answer.Status is >= 200 and < 300;
        // An error may come unsigned, from a gateway in front of them; one that is signed has to be signed well.
        if (!isSuccess && string.IsNullOrEmpty(signature.Signature)) return ReadError(merchant, operation, answer);

        if (await RefuseAsync(merchant, signature, answer.Body, cancellation) is { } reason)
        {
            var code = RefusalReasons.Code(reason);
            Log.AnswerNotTrusted(log, operation, merchant.Id, code, RefusalReasons.Anchor(reason));
            return new(ApiVerdict.Unknown, answer.Status, Code: code);
        }
        return isSuccess
            ? new(ApiVerdict.Verified, answer.Status, answer.Body)
            : ReadError(merchant, operation, answer);
    }

    /// <summary>Unlike a callback, a call can wait for a certificate it does not know yet.</summary>
    private async Task<RefusalReason?> RefuseAsync(
        WeChatPayMerchant merchant, SignatureHeaders signature, ReadOnlyMemory<byte> body,
        CancellationToken cancellation)
    {
        var reason = Refuse(merchant, signature, body);
        if (reason is not (RefusalReason.UnknownSerial or RefusalReason.WrongKeyMode)) return reason;
        return await certificates.FetchAsync(merchant, signature.Serial!, cancellation)
            ? Refuse(merchant, signature, body)
            : reason;
    }

    private RefusalReason? Refuse(WeChatPayMerchant merchant, SignatureHeaders signature, ReadOnlyMemory<byte> body) =>
        SignatureCheck.Refuse(
            merchant, signature, body.Span, new ReplayWindow(options.CurrentValue.Freshness), clock.GetUtcNow(), out _);

    private ApiAnswer ReadError(WeChatPayMerchant merchant, string operation, OutboundAnswer answer)
    {
        var code = JsonProperty.Text(answer.Body.Span, "code"u8);
        Log.AnswerIsAnError(log, operation, merchant.Id, answer.Status, code, answer.Header("Request-ID"));
        return new(ApiVerdict.Error, answer.Status, Code: code);
    }
}
