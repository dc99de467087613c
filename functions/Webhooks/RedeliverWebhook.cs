using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Operations;

namespace PayFunctions.Webhooks;

/// <summary>Delivers a message once more; one that is still on its way is attempted at once. An operator may say why.</summary>
public sealed class RedeliverWebhook(OutboxStore outbox, WebhookFlows flows, ILogger<RedeliverWebhook> log)
{
    [Function(nameof(RedeliverWebhook))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders/{orderId}/webhooks/{messageId}/redeliver")]
        HttpRequestData request,
        string orderId, string messageId, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var problems = new List<FieldProblem>();
        var word = request.BodyIfRead().IsEmpty
            ? null
            : OperatorWordJson.Read(request.BodyIfRead().Span, problems).SignedBy(request.Person());
        if (problems.Count > 0 || word?.IsValid(problems) == false)
            return await Answers.ProblemAsync(request, Problem.Invalid(problems));
        if (!OrderIdRule.Accepts(orderId)) return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
        var read = await outbox.ReadAsync(new(request.Tenant(), orderId), cancellation);
        if (read is null) return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
        if (read.Find(messageId) is not { } asked) return await Answers.ProblemAsync(request, NoSuchMessage);

        if (word is not null) log.Redelivered(orderId, messageId, word.Said);
        var carried = await flows.RedeliverAsync(client, read, asked, cancellation);
        return carried == Carried.Away
            ? await Answers.ProblemAsync(request, Problem.Unavailable)
            : await Answers.JsonAsync(request, HttpStatusCode.Accepted, WebhookJson.One(read.Order, asked));
    }

    private static Problem NoSuchMessage { get; } = new(404, "no-such-message", "The order has no such message.");
}
