using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;
using PayFunctions.Orders;

namespace PayFunctions.Operations;

/// <summary>
/// What contradicted our books on one day, of the caller's tenant: <c>?day=2026-11-20&amp;provider=wechatpay</c>.
/// </summary>
public sealed class GetQuarantine(Quarantine quarantine, Channels channels, TimeProvider clock)
{
    [Function(nameof(GetQuarantine))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "quarantine")] HttpRequestData request,
        CancellationToken cancellation)
    {
        if (QuarantineDay.Of(request, channels, clock, out var problem) is not { } part)
            return await Answers.ProblemAsync(request, Problem.Invalid(problem!));

        var entries = await quarantine.ListAsync(part.Provider, part.Day, cancellation);
        var tenant = request.Tenant();
        var theirs = entries.Where(entry => entry.Key.Tenant == tenant).ToList();
        return await Answers.JsonAsync(
            request, HttpStatusCode.OK, QuarantineJson.Write(part.Provider, part.Day, theirs));
    }
}
