using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Wallets;
using PayFunctions.Edge;
using PayFunctions.Infra.Wallets;

namespace PayFunctions.Wallets;

/// <summary>Confirm and cancel. A cancel that comes before its try succeeds and blocks it.</summary>
public sealed class EndHold(WalletBook book)
{
    [Function("ConfirmHold")]
    public async Task<HttpResponseData> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "wallets/{account}/holds/{holdId}/confirm")]
        HttpRequestData request,
        string account, string holdId, CancellationToken cancellation) =>
        HoldRules.IsId(account) && HoldRules.IsId(holdId)
            ? await WalletAnswers.HoldAsync(
                request, HttpStatusCode.OK, await book.ConfirmAsync(request.Tenant(), account, holdId, cancellation))
            : await Answers.ProblemAsync(request, WalletAnswers.NoSuchAccount);

    [Function("CancelHold")]
    public async Task<HttpResponseData> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "wallets/{account}/holds/{holdId}/cancel")]
        HttpRequestData request,
        string account, string holdId, CancellationToken cancellation) =>
        HoldRules.IsId(account) && HoldRules.IsId(holdId)
            ? await WalletAnswers.HoldAsync(
                request, HttpStatusCode.OK, await book.CancelAsync(request.Tenant(), account, holdId, cancellation))
            : await Answers.ProblemAsync(request, WalletAnswers.NoSuchAccount);
}
