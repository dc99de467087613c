using System.Diagnostics;
using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PayFunctions.Edge;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Callbacks;

/// <summary>UnionPay's notifications of all merchants. No key opens it: the signature does.</summary>
/// <remarks>UnionPay looks at the status alone; anything but 200 comes again. Its demos answer <c>ok</c> with it.</remarks>
public sealed class UnionPayCallback(
    UnionPayNotifications notifications, NotificationIntake intake, IOptionsMonitor<CallbackOptions> options,
    TimeProvider clock)
{
    private const int RetryAfterSeconds = 5;

    private static readonly byte[] Ok = "ok"u8.ToArray();
    private static readonly byte[] Fail = "fail"u8.ToArray();

    [Function(nameof(UnionPayCallback))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "callbacks/unionpay")] HttpRequestData request,
        [DurableClient] DurableTaskClient client, CancellationToken gone)
    {
        var started = Stopwatch.GetTimestamp();
        var limits = options.CurrentValue;
        using var timeout = new CancellationTokenSource(limits.AnswerWithin, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, gone);
        using var body = await BodyReader.ReadAsync(request, limits.MaxBodyBytes, patience.Token, gone); // As it came.
        if (body.Outcome != BodyOutcome.Read) return await RefusedAsync(request, body.Outcome, started);

        var reading = notifications.Read(body.Bytes);
        if (reading.Refusal is { } refusal)
            return await RefusedAsync(request, UnionPayRefusals.Code(refusal), UnionPayRefusals.Status(refusal), started);

        var outcome = await TakeAsync(client, reading, patience.Token, gone);
        CallbackCounts.Ended(UnionPayProvider.Name, outcome, started);
        return CallbackCounts.IsAcknowledged(outcome)
            ? await AnswerAsync(request, 200, Ok)
            : await AnswerAsync(request, 503, Fail);
    }

    private Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, in UnionPayReading reading, CancellationToken patience, CancellationToken gone)
    {
        if (reading.Evidence is { } evidence)
            return intake.TakeAsync(client, reading.Key, evidence, patience, gone);
        return reading.OfRefund is { } ofRefund
            ? intake.TakeAsync(client, reading.Key, ofRefund, patience, gone)
            : Task.FromResult(CallbackOutcome.Nothing);
    }

    private static Task<HttpResponseData> RefusedAsync(HttpRequestData request, BodyOutcome outcome, long started) =>
        outcome == BodyOutcome.TooLarge
            ? RefusedAsync(request, UnionPayRefusals.Code(UnionPayRefusal.TooLarge), 413, started)
            : RefusedAsync(request, "too-slow", 408, started);

    private static Task<HttpResponseData> RefusedAsync(HttpRequestData request, string reason, int status, long started)
    {
        CallbackCounts.Refused(UnionPayProvider.Name, reason);
        CallbackCounts.Ended(UnionPayProvider.Name, CallbackOutcome.Refused, started);
        return AnswerAsync(request, status, Fail);
    }

    private static async Task<HttpResponseData> AnswerAsync(HttpRequestData request, int status, byte[] body)
    {
        var response = request.CreateResponse((HttpStatusCode)status);
        response.Headers.Add("Content-Type", "text/plain; charset=utf-8");
        if (status == 503) Answers.RetryAfter(response, RetryAfterSeconds);
        await response.WriteBytesAsync(body);
        return response;
    }
}
