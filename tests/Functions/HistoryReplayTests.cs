using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Replay;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Orders;
using PayFunctions.Sandbox.Histories;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Functions;

/// <summary>
/// What live orchestrations meet in an upgrade: histories recorded by earlier versions, replayed against today's code.
/// </summary>
public sealed partial class HistoryReplayTests
{
    private const string Mending =
        "Live orchestrations of that version would fail. Give the new way a field of the input that old ones lack, or a new "
        + "name (docs/upgrade.md); if no released version has this history, record it anew.";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Functions", "Histories");

    private static readonly Dictionary<string, MethodInfo> Orchestrators = (
        from type in typeof(OrderLifecycle).Assembly.GetTypes()
        from method in type.GetMethods()
        where method.GetParameters().Any(one => one.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null)
        select method).ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);

    public static TheoryData<string> Files => new(
        Directory.EnumerateFiles(Folder, "*.jsonl", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Todays_code_does_what_a_recorded_history_says(string file) => Assert.All(Recorded(file), history =>
    {
        var outcome = Replay(history, history.Events.Count, Todays(history.Orchestrator));

        Assert.True(outcome.Failure is null || !IsDivergence(outcome), $"{outcome.Failure?.ErrorMessage}\n{Mending}");
        Assert.True(outcome.Ended == history.End is not null, $"{history.InstanceId} ended: {history.End}, today: {outcome.Ended}. {Mending}");
        if (history.End == EventKind.Completed) Assert.Equal(history.Result, outcome.Result);
    });

    /// <summary>An upgrade comes at any moment: each history is replayed as it stood after each of its turns.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Todays_code_takes_a_recorded_history_up_after_each_of_its_turns(string file) => Assert.All(Recorded(file), history =>
    {
        for (var events = 2; events < history.Events.Count; events++)
        {
            if (history.Events[events].Kind is not (EventKind.TurnTaken or EventKind.TimerFired)) continue;
            var outcome = Replay(history, events, Todays(history.Orchestrator));
            Assert.False(IsDivergence(outcome), $"{outcome.Failure?.ErrorMessage}\n{Mending}");
        }
    });

    public static TheoryData<string> Registered => new(Orchestrators.Keys.Order(StringComparer.Ordinal));

    /// <summary>All that are registered: one without a history could be changed, and nobody would know what that breaks.</summary>
    [Theory]
    [MemberData(nameof(Registered))]
    public void The_version_in_the_works_has_a_history_of_every_orchestration(string orchestrator)
    {
        var version = Version().Match(Repository.Read("Directory.Build.props")).Groups[1].Value;

        Assert.Contains($"{version}/{orchestrator}.jsonl", Files.Select(row => row.Data));
        Assert.NotEmpty(Recorded($"{version}/{orchestrator}.jsonl"));
    }

    [Fact]
    public void An_orchestration_is_started_under_the_version_that_the_build_has() => Assert.Contains(
        $"\"defaultVersion\": \"{Version().Match(Repository.Read("Directory.Build.props")).Groups[1].Value}\"",
        Repository.Read("host.json"), StringComparison.Ordinal);

    [Fact]
    public void Code_that_calls_another_activity_is_told_with_orchestrator_expectation_and_call()
    {
        var history = Recorded($"{NewestVersion()}/OrderFollowUp.jsonl").First();

        var outcome = Replay(history, history.Events.Count, async context =>
        {
            await context.CallActivityAsync("SomethingNew");
            return null;
        });

        Assert.True(IsDivergence(outcome));
        Assert.Contains("Orchestrator 'OrderFollowUp'", outcome.Failure!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("history has activity 'FollowUpOrder' (#1)", outcome.Failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("the code called activity 'SomethingNew' (#1)", outcome.Failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_ends_before_its_history_does_is_told()
    {
        var history = Recorded($"{NewestVersion()}/OrderFollowUp.jsonl").First();

        var outcome = Replay(history, history.Events.Count, _ => Task.FromResult<string?>(null));

        Assert.Contains("history has activity 'FollowUpOrder'", outcome.Failure!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("the code ended", outcome.Failure.ErrorMessage, StringComparison.Ordinal);
    }

    private static TurnOutcome Replay(RecordedHistory history, int events, OrchestratorBody body) =>
        new TurnTaker(NullLoggerFactory.Instance).Take(
            new(history.Orchestrator, history.InstanceId, history.Bytes(events), [], history.Events[^1].Ticks), body, () => { });

    private static bool IsDivergence(TurnOutcome outcome) =>
        outcome.Failure?.ErrorType.EndsWith("NonDeterministicOrchestrationException", StringComparison.Ordinal) == true;

    private static OrchestratorBody Todays(string orchestrator) => async context =>
    {
        var running = (Task)Orchestrators[orchestrator].Invoke(null, [context])!;
        await running;
        var result = running.GetType().GetProperty("Result")?.GetValue(running);
        return result?.GetType().Name == "VoidTaskResult" ? null : PayloadJson.Default.Serialize(result);
    };

    private static IEnumerable<RecordedHistory> Recorded(string file) =>
        File.ReadLines(Path.Combine(Folder, file)).Select(RecordedHistory.Read);

    private static string NewestVersion() =>
        new DirectoryInfo(Folder).GetDirectories().MaxBy(folder => System.Version.Parse(folder.Name))!.Name;

    [GeneratedRegex("<Version>(.+)</Version>")]
    private static partial Regex Version();
}
