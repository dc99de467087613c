using System.Net;
using System.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Edge;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>The differences of a day, with what is planned, decided and done: all, or <c>?state=Waiting</c>.</summary>
public sealed class GetDifferences(ReconciliationBook book, DayStarting days, TimeProvider clock)
{
    [Function(nameof(GetDifferences))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reconciliations/{channel}/{date}/differences")]
        HttpRequestData request,
        string channel, string date, CancellationToken cancellation)
    {
        if (DayRequest.Read(request, days, clock, channel, date, out var problem) is not { } key)
            return await Answers.ProblemAsync(request, problem!);
        var state = default(DifferenceState?);
        if (HttpUtility.ParseQueryString(request.Url.Query)["state"] is { } asked)
        {
            if (!Enum.TryParse<DifferenceState>(asked, out var known) || !Enum.IsDefined(known))
                return await Answers.ProblemAsync(request, Problem.Invalid(new FieldProblem("state", "is no state of a difference")));
            state = known;
        }

        var entries = (await book.DifferencesAsync(key, cancellation)).Where(one => state is null || one.State == state);
        return await Answers.JsonAsync(request, HttpStatusCode.OK, ReconciliationJson.Differences([.. entries]));
    }
}
