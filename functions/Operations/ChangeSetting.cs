using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Configuration;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Knobs;

namespace PayFunctions.Operations;

/// <summary>Changes a knob while the app runs, or takes its change back: checked by its own rules, audited, heeded by all.</summary>
public sealed class ChangeSetting(KnobBook book, KnobOverrides overrides, IConfiguration configuration)
{
    private const int LongestValue = 64;

    internal static Problem NoSuchKnob { get; } = new(404, "no-such-knob", "There is no such setting to change.")
    {
        Detail = "Numbers, times and switches of running may be changed; secrets, identities, addresses and schedules are deployed.",
    };

    [Function(nameof(ChangeSetting))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "settings/{name}")] HttpRequestData request,
        string name, CancellationToken cancellation)
    {
        if (request.Tenant() != Callers.Default || book.Find(name) is not var (of, knob))
            return await Answers.ProblemAsync(request, NoSuchKnob);
        var problems = new List<FieldProblem>();
        var change = SettingChangeJson.Read(request.ReadBody().Span, request.Person(), problems);
        if (change.Value is { Length: > LongestValue }) problems.Add(new("value", $"is longer than {LongestValue} characters"));
        if (problems.Count > 0) return await Answers.ProblemAsync(request, Problem.Invalid(problems));

        var refused = await book.ChangeAsync(of, knob, change.Value, change.Word.By!, change.Word.Reason, cancellation);
        if (refused is null) return await Answers.ProblemAsync(request, ChangedJustNow);
        return refused.Count > 0
            ? await Answers.ProblemAsync(request, AgainstItsRules with { Detail = string.Join(' ', refused) })
            : await Answers.JsonAsync(request, HttpStatusCode.OK, SettingsJson.One(book, overrides, configuration, of, knob));
    }

    private static Problem AgainstItsRules { get; } = new(422, "against-its-rules", "The setting may not be that.");

    private static Problem ChangedJustNow { get; } = new(409, "changed-just-now", "Another has changed it just now.");
}
