using System.Globalization;
using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Operations;

/// <summary>
/// What contradicted our books on one day, of the caller's tenant: <c>?day=2026-11-20&amp;provider=wechatpay</c>.
/// </summary>
public sealed class GetQuarantine(Quarantine quarantine, TimeProvider clock)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Days are counted as the providers' bills count them.</summary>
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    [Function(nameof(GetQuarantine))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "quarantine")] HttpRequestData request,
        CancellationToken cancellation)
    {
        var provider = request.Query["provider"] ?? WeChatPayProvider.Name;
        if (provider != WeChatPayProvider.Name)
            return await Answers.ProblemAsync(request, Invalid("provider", "is not a provider of this app"));
        if (!TryReadDay(request.Query["day"], out var day))
            return await Answers.ProblemAsync(request, Invalid("day", "is not a day like 2026-11-20"));

        var entries = await quarantine.ListAsync(provider, day, cancellation);
        var tenant = request.Tenant();
        var theirs = entries.Where(entry => entry.Key.Tenant == tenant).ToList();
        return await Answers.JsonAsync(request, HttpStatusCode.OK, QuarantineJson.Write(provider, day, theirs));
    }

    private bool TryReadDay(string? text, out DateOnly day)
    {
        day = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime);
        return text is null
            || DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static Problem Invalid(string field, string message) => Problem.Invalid(new FieldProblem(field, message));
}
