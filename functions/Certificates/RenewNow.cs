using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;
using PayFunctions.Infra.Certificates;

namespace PayFunctions.Certificates;

/// <summary>Asks the providers for the certificates of the caller's tenant now, as often as their rate limit
/// lets.</summary>
/// <remarks>Safe to send again as it is: what is under way is joined, and what was just read is not read
/// again.</remarks>
public sealed class RenewNow(CertificateListing listing, CertificateUpdater updater, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    [Function(nameof(RenewNow))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "certificates/renew")] HttpRequestData request,
        CancellationToken cancellation)
    {
        var renewals = listing.Renewable(request.Tenant())
            .Select(account => updater.RenewAsync(account, RenewalTrigger.Operator)).ToList();
        try
        {
            var ended = await Task.WhenAll(renewals).WaitAsync(Patience, clock, cancellation);
            return await Answers.JsonAsync(request, HttpStatusCode.OK, CertificateJson.Write(ended, underWay: 0));
        }
        catch (TimeoutException)
        {
            var ended = renewals.Where(one => one.IsCompletedSuccessfully).Select(one => one.Result).ToList();
            return await Answers.JsonAsync(
                request, HttpStatusCode.Accepted, CertificateJson.Write(ended, renewals.Count - ended.Count));
        }
    }
}
