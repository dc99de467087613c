using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;
using PayFunctions.Orders;
using PayFunctions.Reconciliation;

namespace PayFunctions.OperatorConsole;

/// <summary>Whom the request's key speaks for, what they may do, and which channels there are to look at.</summary>
public sealed class WhoAmI(Channels channels, DayStarting days)
{
    [Function(nameof(WhoAmI))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "whoami")] HttpRequestData request)
    {
        var tenant = request.Tenant();
        var reconciled = days.Channels().Where(one => one.Tenant == tenant).Select(one => one.Channel)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        return Answers.JsonAsync(
            request, HttpStatusCode.OK,
            WhoAmIJson.Write(new(tenant, request.Person(), [.. channels.Names.Order(StringComparer.Ordinal)], reconciled)));
    }
}
