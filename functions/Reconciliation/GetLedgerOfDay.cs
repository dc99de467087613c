using System.Globalization;
using System.Net;
using System.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Edge;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>
/// Our side of a channel's day as the comparison takes it, in the form of a ledger file; <c>?bucket=0</c> to <c>15</c> a sixteenth
/// of it, so that a large day is fetched piece by piece.
/// </summary>
public sealed class GetLedgerOfDay(DayDealing dealing, DayStarting days, TimeProvider clock)
{
    [Function(nameof(GetLedgerOfDay))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reconciliations/{channel}/{date}/ledger")]
        HttpRequestData request,
        string channel, string date, CancellationToken cancellation)
    {
        if (DayRequest.Read(request, days, clock, channel, date, out var problem) is not { } key)
            return await Answers.ProblemAsync(request, problem!);
        if (!TryReadBuckets(HttpUtility.ParseQueryString(request.Url.Query)["bucket"], out var buckets))
            return await Answers.ProblemAsync(request, Problem.Invalid(new FieldProblem("bucket", "is no number from 0 to 15")));

        var rows = await dealing.ReadLedgerAsync(key, buckets, cancellation);
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", "text/csv; charset=utf-8");
        response.Headers.Add("X-Content-Type-Options", "nosniff");
        LedgerCsv.Write(response.Body, rows);
        return response;
    }

    private static bool TryReadBuckets(string? text, out Range buckets)
    {
        buckets = ..DayDealing.Buckets;
        if (text is null) return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var one) || one >= DayDealing.Buckets) return false;
        buckets = one..(one + 1);
        return true;
    }
}
