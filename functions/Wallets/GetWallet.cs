using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Wallets;
using PayFunctions.Edge;
using PayFunctions.Infra.Wallets;

namespace PayFunctions.Wallets;

/// <summary>An account's balance: what is available and what is held.</summary>
public sealed class GetWallet(WalletBook book)
{
    [Function(nameof(GetWallet))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "wallets/{account}")] HttpRequestData request,
        string account, CancellationToken cancellation) =>
        HoldRules.IsId(account) && await book.FindAsync(request.Tenant(), account, cancellation) is { } wallet
            ? await Answers.JsonAsync(request, HttpStatusCode.OK, WalletAnswers.Balance(wallet))
            : await Answers.ProblemAsync(request, WalletAnswers.NoSuchAccount);
}
