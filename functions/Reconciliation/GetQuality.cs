using System.Globalization;
using System.Net;
using System.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>The quality of a day over all channels, and of the days up to it: <c>?days=7</c>.</summary>
public sealed class GetQuality(DayQuality quality, DayStarting starting)
{
    private const int DaysUsual = 7;
    private const int DaysMax = 31;

    [Function(nameof(GetQuality))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "quality/{date}")] HttpRequestData request,
        string date, CancellationToken cancellation)
    {
        if (!UrlDay.TryRead(date, out var day))
            return await Answers.ProblemAsync(request, Problem.Invalid(new FieldProblem("date", "is no day like 2026-11-20")));
        if (ReadDays(HttpUtility.ParseQueryString(request.Url.Query)["days"]) is not { } days)
            return await Answers.ProblemAsync(request, Problem.Invalid(new FieldProblem("days", $"must be from 1 to {DaysMax}")));
        var tenant = request.Tenant();
        var channels = starting.Channels().Where(one => one.Tenant == tenant).Select(one => one.Channel).Order(StringComparer.Ordinal).ToList();
        var report = await quality.ReadAsync(tenant, channels, day, days, cancellation);
        return await Answers.JsonAsync(request, HttpStatusCode.OK, QualityJson.Of(report));
    }

    private static int? ReadDays(string? text)
    {
        if (text is null) return DaysUsual;
        var reads = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days);
        return reads && days is >= 1 and <= DaysMax ? days : null;
    }
}
