using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;
using PayFunctions.Infra.AppStore;

namespace PayFunctions.Subscriptions;

/// <summary>Where a subscription stands, by its app and the store's number of its first purchase.</summary>
public sealed class GetSubscription(AppStoreBook book)
{
    private const int NameCharsMax = 255;

    [Function(nameof(GetSubscription))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Function, "get", Route = "subscriptions/{bundleId}/{originalTransactionId}")]
        HttpRequestData request,
        string bundleId, string originalTransactionId, CancellationToken cancellation)
    {
        var canBe = bundleId.Length <= NameCharsMax && originalTransactionId.Length <= NameCharsMax;
        var found = canBe
            ? await book.FindAsync(new(request.Tenant(), bundleId, originalTransactionId), cancellation)
            : null;
        return found is null
            ? await Answers.ProblemAsync(request, NoSuchSubscription)
            : await Answers.JsonAsync(request, HttpStatusCode.OK, SubscriptionJson.Write(found));
    }

    private static Problem NoSuchSubscription { get; } =
        new(404, "no-such-subscription", "There is no such subscription.");
}
