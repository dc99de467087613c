using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using PayFunctions.ApplePay;
using PayFunctions.Infra.Idempotency;
using PayFunctions.Infra.Storage;
using PayFunctions.Orders;

namespace PayFunctions.Edge;

/// <summary>
/// One run a key: the same request again gets the stored answer, another one under the key is refused.
/// </summary>
/// <remarks>
/// An answer that says "not yet" or "mend this first" is not kept: the key is given up, and the same request runs
/// again. What runs twice is safe to run twice; the key only spares the caller a second answer.
/// </remarks>
internal sealed class IdempotencyMiddleware(
    IdempotencyStore store, TimeProvider clock, ILogger<IdempotencyMiddleware> log) : IFunctionsWorkerMiddleware
{
    private const int BodyBytesMax = 64 * 1024;
    private static readonly TimeSpan BodyWithin = TimeSpan.FromSeconds(15);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var request = await context.RequestAsync();
        if (!KeyedRoutes.Changes(request.Method) || (KeyedRoutes.DoesWithout(context) && !IdempotencyKey.Has(request)))
        {
            await next(context);
            return;
        }

        var key = IdempotencyKey.Of(request, out var problem);
        if (key is null)
        {
            context.GetInvocationResult().Value = await Answers.ProblemAsync(request, Problem.Invalid(problem!));
            return;
        }

        using var timeout = new CancellationTokenSource(BodyWithin, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.CancellationToken);
        using var body = await BodyReader.ReadAsync(request, BodyBytesMax, patience.Token, context.CancellationToken);
        if (body.Outcome != BodyOutcome.Read)
        {
            var limit = body.Outcome == BodyOutcome.TooLarge ? Problem.TooLarge : Problem.TooSlow;
            context.GetInvocationResult().Value = await Answers.ProblemAsync(request, limit);
            return;
        }

        context.SetBody(body.Bytes);
        await RunOnceAsync(context, next, request, key);
    }

    private async Task RunOnceAsync(
        FunctionContext context, FunctionExecutionDelegate next, HttpRequestData request, string key)
    {
        using var scope = log.OfKey(key);
        var fingerprint = RequestFingerprint.Of(
            request.Tenant(), request.Method, KeyedRoutes.Address(request.Url), request.ReadBody());
        var begin = await store.TryBeginAsync(
            request.Tenant(), KeyedRoutes.Scope(context), key, fingerprint, context.InvocationId, context.CancellationToken);
        switch (begin.Outcome)
        {
            case IdempotencyOutcome.Begun:
                await RunAsync(context, next, begin.Ticket!);
                break;
            case IdempotencyOutcome.Replay:
                context.GetInvocationResult().Value = await ReplayAsync(request, begin.Answer!);
                break;
            case IdempotencyOutcome.OtherRequest:
                context.GetInvocationResult().Value = await Answers.ProblemAsync(request, OtherRequest);
                break;
            case IdempotencyOutcome.StillRunning:
                context.GetInvocationResult().Value = await Answers.ProblemAsync(request, StillRunning(begin));
                break;
        }
    }

    private async Task RunAsync(FunctionContext context, FunctionExecutionDelegate next, IdempotencyTicket ticket)
    {
        var final = false;
        try
        {
            await next(context);
            var response = context.GetHttpResponseData();
            final = response is not null && IsFinal(context, response.StatusCode);
            if (final) await KeepAsync(ticket, response!);
        }
        finally
        {
            if (!final) await GiveUpAsync(ticket);
        }
    }

    /// <summary>
    /// The answer stands whether or not it could be kept: then the key is free again once its claim runs out.
    /// </summary>
    private async Task KeepAsync(IdempotencyTicket ticket, HttpResponseData response)
    {
        try
        {
            // The caller may have gone: the answer is kept for when it comes back.
            if (!await store.CompleteAsync(ticket, Stored(response), CancellationToken.None)) log.AnswerNotKept(null);
        }
        catch (Exception e) when (StorageAway.Is(e))
        {
            log.AnswerNotKept(e);
        }
    }

    private async Task GiveUpAsync(IdempotencyTicket ticket)
    {
        try
        {
            await store.ReleaseAsync(ticket, CancellationToken.None);
        }
        catch (Exception e) when (StorageAway.Is(e))
        {
            log.KeyNotGivenUp(e);
        }
    }

    /// <summary>An order's 202 says that it is not ready yet; any other, that what was asked is on its way for good.</summary>
    private static bool IsFinal(FunctionContext context, HttpStatusCode status) => (int)status switch
    {
        202 => context.FunctionDefinition.Name is not (nameof(CreateOrder) or nameof(PayWithToken)),
        400 or 408 or 413 or 429 => false,
        var other => other < 500,
    };

    private static StoredAnswer Stored(HttpResponseData response)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (name, values) in response.Headers.NonValidated) headers.Add(new(name, values.ToString()));
        var body = new MemoryStream();
        response.Body.Position = 0;
        response.Body.CopyTo(body);
        return new((int)response.StatusCode, headers, body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    private static async Task<HttpResponseData> ReplayAsync(HttpRequestData request, StoredAnswer answer)
    {
        var response = request.CreateResponse((HttpStatusCode)answer.Status);
        foreach (var (name, value) in answer.Headers) response.Headers.TryAddWithoutValidation(name, value);
        response.Headers.Add("Idempotent-Replayed", "true");
        await response.WriteBytesAsync(answer.Body.ToArray());
        return response;
    }

    private static Problem OtherRequest { get; } = new(
        422, "key-reused", "The Idempotency-Key came before with another request.");

    private static Problem StillRunning(IdempotencyBegin begin) =>
        new(409, "still-running", "The request with this Idempotency-Key is still being worked on.")
        {
            RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(begin.RetryAfter.GetValueOrDefault().TotalSeconds)),
        };
}
