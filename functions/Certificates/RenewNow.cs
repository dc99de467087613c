using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Certificates;

namespace PayFunctions.Certificates;

/// <summary>Asks the providers for the certificates of the caller's tenant now, as often as their rate limit
/// lets.</summary>
/// <remarks>Safe to send again as it is: what is under way is joined, and what was just read is not read
/// again. With <c>{"revoked":"SERIAL"}</c> a certificate that the provider no longer lists is refused at once.</remarks>
public sealed class RenewNow(CertificateListing listing, CertificateUpdater updater, TimeProvider clock)
{
    private const int BodyBytesMax = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    [Function(nameof(RenewNow))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "certificates/renew")] HttpRequestData request,
        CancellationToken cancellation)
    {
        var ahead = request.BodyIfRead(); // With an Idempotency-Key it was read, and nothing of it is left.
        using var body = await BodyReader.ReadAsync(request, BodyBytesMax, cancellation, cancellation);
        if (body.Outcome != BodyOutcome.Read) return await Answers.ProblemAsync(request, Problem.TooLarge);
        var problems = new List<FieldProblem>();
        var asked = RenewRequestJson.Read((ahead.IsEmpty ? body.Bytes : ahead).Span, problems);
        if (problems.Count > 0) return await Answers.ProblemAsync(request, Problem.Invalid(problems));
        var renewals = listing.Renewable(request.Tenant())
            .Select(account => asked.Revoked is { } serial
                ? updater.RevokeAsync(account, serial)
                : updater.RenewAsync(account, RenewalTrigger.Operator)).ToList();
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
