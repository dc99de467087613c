using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Diagnosis;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;

namespace PayFunctions.OperatorConsole;

/// <summary>Why an order is where it is, in sentences: <c>?language=zh</c>, or as <c>Accept-Language</c> asks.</summary>
public sealed class DiagnoseOrder(OrderFactsReading reading)
{
    private const string Chinese = "zh";

    [Function(nameof(DiagnoseOrder))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "orders/{orderId}/diagnosis")] HttpRequestData request,
        string orderId, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var facts = OrderIdRule.Accepts(orderId)
            ? await reading.ReadAsync(client, new(request.Tenant(), orderId), cancellation)
            : null;
        return facts is null
            ? await Answers.ProblemAsync(request, Problem.NoSuchOrder)
            : await Answers.JsonAsync(
                request, HttpStatusCode.OK,
                DiagnosisJson.Write(orderId, facts, OrderDiagnosis.Of(facts), IsChinese(request)));
    }

    /// <summary>The first language that is named decides: whoever reads both asks for one.</summary>
    private static bool IsChinese(HttpRequestData request) =>
        (request.Query["language"] ?? request.Header("Accept-Language") ?? "").StartsWith(Chinese, StringComparison.OrdinalIgnoreCase);
}
