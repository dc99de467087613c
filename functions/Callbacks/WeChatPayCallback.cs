using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PayFunctions.Edge;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Callbacks;

/// <summary>WeChat Pay's notifications of one merchant account. No key opens it: the signature does.</summary>
public sealed class WeChatPayCallback(
    WeChatPayNotifications notifications, NotificationIntake intake, IOptionsMonitor<CallbackOptions> options,
    TimeProvider clock)
{
    [Function(nameof(WeChatPayCallback))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "callbacks/wechatpay/{merchantId}")]
        HttpRequestData request,
        string merchantId, [DurableClient] DurableTaskClient client, CancellationToken gone)
    {
        var started = Stopwatch.GetTimestamp();
        var limits = options.CurrentValue;
        using var timeout = new CancellationTokenSource(limits.AnswerWithin, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, gone);
        using var body = await BodyReader.ReadAsync(request, limits.MaxBodyBytes, patience.Token, gone); // As it came.
        if (body.Outcome != BodyOutcome.Read) return await RefusedAsync(request, body.Outcome, started);

        var reading = notifications.Read(merchantId, SignatureOf(request), body.Bytes);
        if (reading.Refusal is { } refusal) return await RefusedAsync(request, refusal, started);

        var outcome = await TakeAsync(client, reading, patience.Token, gone);
        CallbackCounts.Ended(WeChatPayProvider.Name, outcome, started);
        return CallbackCounts.IsAcknowledged(outcome)
            ? await CallbackAnswers.AcknowledgedAsync(request)
            : await CallbackAnswers.FailedAsync(request, 503);
    }

    private Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, in NotificationReading reading, CancellationToken patience, CancellationToken gone)
    {
        if (reading.Evidence is { } evidence)
            return intake.TakeAsync(client, reading.Key, evidence, patience, gone);
        if (reading.OfRefund is { } ofRefund)
            return intake.TakeAsync(client, reading.Key, ofRefund, patience, gone);
        return reading.OfShare is { } ofShare
            ? intake.TakeAsync(client, reading.Key, ofShare, patience, gone)
            : Task.FromResult(CallbackOutcome.Nothing);
    }

    private static SignatureHeaders SignatureOf(HttpRequestData request) => new(
        request.Header(SignatureHeaders.TimestampName), request.Header(SignatureHeaders.NonceName),
        request.Header(SignatureHeaders.SignatureName), request.Header(SignatureHeaders.SerialName),
        request.Header(SignatureHeaders.SignatureTypeName));

    private static Task<HttpResponseData> RefusedAsync(HttpRequestData request, CallbackRefusal refusal, long started)
    {
        var outcome = refusal.Reason == RefusalReason.SignatureProbe ? CallbackOutcome.Probe : CallbackOutcome.Refused;
        CallbackCounts.Refused(WeChatPayProvider.Name, RefusalReasons.Code(refusal.Reason));
        CallbackCounts.Ended(WeChatPayProvider.Name, outcome, started);
        return CallbackAnswers.FailedAsync(request, refusal.Status);
    }

    private static Task<HttpResponseData> RefusedAsync(HttpRequestData request, BodyOutcome outcome, long started)
    {
        var tooLarge = outcome == BodyOutcome.TooLarge;
        var reason = tooLarge ? RefusalReasons.Code(RefusalReason.TooLarge) : "too-slow";
        CallbackCounts.Refused(WeChatPayProvider.Name, reason);
        CallbackCounts.Ended(WeChatPayProvider.Name, CallbackOutcome.Refused, started);
        return CallbackAnswers.FailedAsync(request, tooLarge ? 413 : 408);
    }
}
