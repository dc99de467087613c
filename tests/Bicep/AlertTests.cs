using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Orders;
using PayFunctions.Orders;

namespace PayFunctions.Tests.Bicep;

public partial class AlertTests
{
    private static readonly JsonElement[] Alerts = [.. JsonDocument
        .Parse(File.ReadAllText(Path.Combine(BicepFile.Folder, "alerts.json"))).RootElement.GetProperty("alerts").EnumerateArray()];

    [Fact]
    public void Every_event_that_an_alert_waits_for_is_one_that_the_app_logs()
    {
        var logged = Logged().Select(one => one.Event).ToHashSet(StringComparer.Ordinal);

        Assert.All(Alerts.SelectMany(Events), name => Assert.Contains(name, logged));
    }

    /// <summary>
    /// The host hands our logs on under its own category (Function.{name}.User) and, those with an exception, to another
    /// table: the event's name is all that is left to tell them by, so two events that share one by chance are one.
    /// </summary>
    [Fact]
    public void An_event_that_an_alert_waits_for_is_told_by_its_name_alone() =>
        Assert.All(Alerts.SelectMany(Events), name =>
        {
            var loggers = Logged().Where(one => one.Event == name).ToArray();
            Assert.True(loggers.Length == 1 || loggers.All(one => one.IsNamed), $"{name} is the name of several events.");
        });

    [Fact]
    public void A_query_looks_at_events_with_and_without_an_exception_and_at_no_category() =>
        Assert.All(Alerts.Where(alert => Events(alert).Any()), alert =>
        {
            Assert.StartsWith("union traces, exceptions\n", Query(alert), StringComparison.Ordinal);
            Assert.DoesNotContain("Category", Query(alert), StringComparison.Ordinal);
        });

    /// <summary>What sampling drops is counted by no alert.</summary>
    [Fact]
    public void The_host_samples_neither_what_is_counted_nor_what_is_timed()
    {
        var sampling = JsonDocument.Parse(File.ReadAllText(Path.Combine(BicepFile.Folder, "..", "host.json"))).RootElement
            .GetProperty("logging").GetProperty("applicationInsights").GetProperty("samplingSettings");

        Assert.Equal(["Exception", "Request", "Trace"], sampling.GetProperty("excludedTypes").GetString()!.Split(';').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_query_asks_for_the_events_that_its_alert_names_and_for_no_others() => Assert.All(Alerts, alert =>
    {
        var asked = EventsOfQuery().Matches(Query(alert))
            .SelectMany(part => Quoted().Matches(part.Value)).Select(name => name.Groups[1].Value);
        Assert.Equal(Events(alert).Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void An_alert_says_what_it_means_where_to_look_first_and_what_to_mend() => Assert.All(Alerts, alert =>
    {
        Assert.Contains(alert.GetProperty("level").GetString(), new[] { "critical", "warning", "notice" });
        Assert.Matches(@"\bValue = ", Query(alert));
        Assert.All(new[] { "title", "means", "firstLook", "mend" }, text => Assert.NotEqual("", alert.GetProperty(text).GetString()));
    });

    [Fact]
    public void Names_of_alerts_differ() =>
        Assert.Distinct(Alerts.Select(alert => alert.GetProperty("name").GetString()));

    private static string Query(JsonElement alert) =>
        string.Join('\n', alert.GetProperty("query").EnumerateArray().Select(line => line.GetString()));

    private static IEnumerable<string> Events(JsonElement alert) =>
        alert.GetProperty("events").EnumerateArray().Select(name => name.GetString()!);

    private static IEnumerable<(string Event, bool IsNamed)> Logged() =>
        from assembly in new[] { typeof(OrderBook).Assembly, typeof(OrderLifecycle).Assembly }
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select (message.EventName ?? method.Name, message.EventName is not null);

    [GeneratedRegex(@"EventName\) (==|in) [^\n]+")]
    private static partial Regex EventsOfQuery();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
