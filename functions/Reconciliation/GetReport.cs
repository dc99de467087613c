using System.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Reconciliation.Reports;
using PayFunctions.Edge;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>
/// The latest run's report as a page that needs nothing else, or as CSV: <c>?form=csv</c> the differences,
/// <c>?form=figures</c> the page's figures.
/// </summary>
public sealed class GetReport(ReconciliationBook book, DayReports reports, DayStarting days, TimeProvider clock)
{
    [Function(nameof(GetReport))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reconciliations/{channel}/{date}/report")]
        HttpRequestData request,
        string channel, string date, CancellationToken cancellation)
    {
        if (DayRequest.Read(request, days, clock, channel, date, out var problem) is not { } key)
            return await Answers.ProblemAsync(request, problem!);
        var form = FormOf(HttpUtility.ParseQueryString(request.Url.Query)["form"]);
        foreach (var run in (await book.RunsAsync(key, cancellation)).Reverse())
        {
            if (await reports.ReadAsync(key, run.Run.Number, form, cancellation) is not { } bytes) continue;
            var response = request.CreateResponse(System.Net.HttpStatusCode.OK);
            response.Headers.Add("Content-Type", form == DayReports.Page ? "text/html; charset=utf-8" : "text/csv; charset=utf-8");
            // The page is made of others' words: it may run nothing and load nothing.
            response.Headers.Add("Content-Security-Policy", HtmlReport.ContentSecurityPolicy);
            response.Headers.Add("X-Content-Type-Options", "nosniff");
            await response.WriteBytesAsync(bytes);
            return response;
        }

        return await Answers.ProblemAsync(request, DayRequest.NoSuchRun);
    }

    private static string FormOf(string? asked) => asked is DayReports.Differences or DayReports.Figures ? asked : DayReports.Page;
}
