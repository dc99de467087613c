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
        var logged = Logged().ToHashSet(StringComparer.Ordinal);

        Assert.All(Alerts.SelectMany(Events), name => Assert.Contains(name, logged));
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

    private static IEnumerable<string> Logged() =>
        from assembly in new[] { typeof(OrderBook).Assembly, typeof(OrderLifecycle).Assembly }
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where method.GetCustomAttribute<LoggerMessageAttribute>() is not null
        select method.Name;

    [GeneratedRegex(@"EventName\) (==|in) [^\n]+")]
    private static partial Regex EventsOfQuery();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
