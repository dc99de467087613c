using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;
using PayFunctions.Infra.Certificates;

namespace PayFunctions.Certificates;

/// <summary>The certificates of the caller's tenant and those that all share: what for, until when, what comes
/// next.</summary>
public sealed class GetCertificates(CertificateListing listing)
{
    [Function(nameof(GetCertificates))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "certificates")] HttpRequestData request) =>
        Answers.JsonAsync(
            request, HttpStatusCode.OK,
            CertificateJson.Write(listing.Vault, listing.VaultProblem, listing.Of(request.Tenant())));
}
