using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using PayFunctions.Certificates;
using PayFunctions.Core.Audit;
using PayFunctions.Infra.Audit;
using PayFunctions.Operations;
using PayFunctions.Reconciliation;
using PayFunctions.Webhooks;

namespace PayFunctions.Edge;

/// <summary>
/// What operators ask for is written down before it is done, and how it ended after: where the audit can't be written,
/// nothing is done.
/// </summary>
internal sealed class OperatorAudit(
    SystemAudit audit, AuditWriter writer, TimeProvider clock, ILogger<OperatorAudit> log) : IFunctionsWorkerMiddleware
{
    private const int LongestWord = 200;

    private static readonly FrozenSet<string> Actions = FrozenSet.Create(
        StringComparer.Ordinal, nameof(ResolveQuarantine), nameof(RenewNow), nameof(RedeliverWebhook), nameof(ChangeSetting),
        nameof(StartReconciliation), "ApproveDifference", "RejectDifference", "TakeBackDifference", "RestartRefund",
        "GiveUpRefund");

    public static bool Covers(FunctionContext context) => Actions.Contains(context.FunctionDefinition.Name);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var request = await context.RequestAsync();
        var (by, why) = Words(request.BodyIfRead());
        var (actor, action, subject) = (
            $"{request.Tenant()} {request.Person()?.Name ?? by}".TrimEnd(), context.FunctionDefinition.Name, KeyedRoutes.Address(request.Url));
        await audit.WriteAsync(actor, action, subject, $"asked: {why}", context.CancellationToken);
        await next(context);
        var status = (int?)context.GetHttpResponseData()?.StatusCode;
        log.OperatorActed(actor, action, subject, status, why);
        writer.Later(new AuditEntry(clock.GetUtcNow(), actor, action, subject, $"answered {status}") { Trace = AuditTrace.Current });
    }

    /// <summary>Who, by the name that they give, and why; the function reads the request itself, and strictly.</summary>
    private static (string By, string Why) Words(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty) return ("", "");
        try
        {
            using var json = JsonDocument.Parse(body);
            return (Text(json.RootElement, "by"), Text(json.RootElement, "reason"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // The latter: half a surrogate pair.
        {
            return ("", ""); // It will be refused.
        }
    }

    private static string Text(JsonElement json, string field) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: <= LongestWord } text ? text : "";
}
