using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Wallets;
using PayFunctions.Edge;
using PayFunctions.Flows;
using PayFunctions.Infra.Wallets;

namespace PayFunctions.Wallets;

/// <summary>Try: freezes an amount of an account until it is confirmed, cancelled or expired.</summary>
/// <remarks>The expiry is scheduled first: a crash in between leaves a wake that finds nothing, never a hold for ever.</remarks>
public sealed class OpenHold(WalletBook book, Starter starter, TimeProvider clock)
{
    [Function(nameof(OpenHold))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "wallets/{account}/holds")] HttpRequestData request,
        string account, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (!HoldRules.IsId(account)) return await Answers.ProblemAsync(request, WalletAnswers.NoSuchAccount);
        var asked = HoldRequestJson.Read(request.ReadBody().Span, out var unreadable);
        var problems = unreadable.ToList();
        if (problems.Count > 0 || HoldRules.Read(asked, clock.GetUtcNow(), problems) is not { } hold)
            return await Answers.ProblemAsync(request, Problem.Invalid(problems));

        var tenant = request.Tenant();
        var expiry = new HoldExpiry(tenant, account, hold.Id, hold.ExpiresAt.UtcDateTime);
        if (!await starter.StartOnceAsync(client, nameof(WalletHold), expiry.InstanceId, expiry, cancellation))
            return await Answers.ProblemAsync(request, Problem.Unavailable);
        var answer = await book.TryAsync(tenant, account, hold.Id, hold.Amount, hold.ExpiresAt, cancellation);
        return await WalletAnswers.HoldAsync(request, HttpStatusCode.Created, answer);
    }
}
