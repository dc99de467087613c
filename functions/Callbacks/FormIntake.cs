using System.Diagnostics;
using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Edge;
using PayFunctions.Infra.Callbacks;

namespace PayFunctions.Callbacks;

/// <summary>A provider's form from its first byte to the answer: what Alipay's and UnionPay's notifications share.</summary>
public sealed class FormIntake(NotificationIntake intake, IOptionsMonitor<CallbackOptions> options, TimeProvider clock)
{
    /// <param name="word">The body of an acknowledgement.</param>
    /// <param name="read">Verifies the bytes as they came, and says what they tell.</param>
    internal async Task<HttpResponseData> TakeAsync(
        HttpRequestData request, byte[] word, Func<ReadOnlyMemory<byte>, FormReading> read, DurableTaskClient client,
        CancellationToken gone)
    {
        var started = Stopwatch.GetTimestamp();
        var limits = options.CurrentValue;
        var door = ProviderDoors.Of(request.FunctionContext);
        using var timeout = new CancellationTokenSource(limits.AnswerWithin, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, gone);
        using var body = await BodyReader.ReadAsync(request, limits.MaxBodyBytes, patience.Token, gone);
        if (body.Outcome == BodyOutcome.TooLarge) return await RefusedAsync(request, door, "too-large", 413, started);
        if (body.Outcome == BodyOutcome.TooSlow) return await RefusedAsync(request, door, "too-slow", 408, started);

        var reading = read(body.Bytes);
        if (reading.Refusal is { } refusal) return await RefusedAsync(request, door, refusal, reading.Status, started);

        var outcome = await TakeAsync(client, reading, patience.Token, gone);
        CallbackCounts.Ended(door.Provider, outcome, started);
        return CallbackCounts.IsAcknowledged(outcome)
            ? await ProviderAnswers.WordAsync(request, 200, word)
            : await ProviderAnswers.RefusedAsync(request, door, (int)HttpStatusCode.ServiceUnavailable);
    }

    private Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, in FormReading reading, CancellationToken patience, CancellationToken gone)
    {
        if (reading.Evidence is { } evidence) return intake.TakeAsync(client, reading.Key, evidence, patience, gone);
        return reading.OfRefund is { } ofRefund
            ? intake.TakeAsync(client, reading.Key, ofRefund, patience, gone)
            : Task.FromResult(CallbackOutcome.Nothing);
    }

    private static Task<HttpResponseData> RefusedAsync(
        HttpRequestData request, ProviderDoor door, string reason, int status, long started)
    {
        CallbackCounts.Refused(door.Provider, reason);
        CallbackCounts.Ended(door.Provider, CallbackOutcome.Refused, started);
        return ProviderAnswers.RefusedAsync(request, door, status);
    }
}

/// <summary>What a form turned out to be; neither evidence nor refusal: verified, and nothing to apply.</summary>
/// <param name="Refusal">The reason that it is counted under.</param>
/// <param name="Status">Of the answer to a refusal.</param>
internal readonly record struct FormReading(
    OrderKey Key, Evidence? Evidence, RefundEvidence? OfRefund, string? Refusal = null, int Status = 0)
{
    public static FormReading Refused(string reason, int status) => new(default, null, null, reason, status);
}
