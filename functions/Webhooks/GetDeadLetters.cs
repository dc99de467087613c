using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Webhooks;

/// <summary>The caller's messages that were given up, newest first, a page at a time: <c>?after={next}</c>.</summary>
public sealed class GetDeadLetters(DeadLetters dead)
{
    private const int CursorCharsMax = 80;

    [Function(nameof(GetDeadLetters))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "webhooks/deadletters")] HttpRequestData request,
        CancellationToken cancellation)
    {
        var after = request.Query["after"];
        if (after is { Length: 0 or > CursorCharsMax })
            return await Answers.ProblemAsync(request, NoCursor);

        var page = await dead.ListAsync(request.Tenant(), after, cancellation);
        return await Answers.JsonAsync(request, HttpStatusCode.OK, DeadLetterJson.Write(page));
    }

    private static Problem NoCursor { get; } = Problem.Invalid(new FieldProblem("after", "is not the next of a page"));
}
