using System.Text.Json;
using System.Xml;
using PayFunctions.Sandbox.Azurite;

namespace PayFunctions.Sandbox.Alerts;

/// <summary>The one table of alerts: the deployment's rules, the runbook and what runs here are all made from it.</summary>
public static class AlertRules
{
    public static IReadOnlyList<AlertRule> Read() =>
        Read(File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "bicep", "alerts.json")));

    internal static IReadOnlyList<AlertRule> Read(string json)
    {
        using var file = JsonDocument.Parse(json);
        return [.. file.RootElement.GetProperty("alerts").EnumerateArray().Select(Read)];
    }

    private static AlertRule Read(JsonElement alert)
    {
        return new(
            Text("name"), Text("title"), Text("level"), XmlConvert.ToTimeSpan(Text("window")),
            alert.GetProperty("above").GetDouble(),
            [.. alert.GetProperty("events").EnumerateArray().Select(name => name.GetString()!)],
            alert.TryGetProperty("metric", out var metric) ? Metric(metric) : null,
            Text("means"), Text("firstLook"), Text("mend"));

        string Text(string name) => alert.GetProperty(name).GetString()!;
    }

    private static AlertMetric Metric(JsonElement metric) => new(
        metric.GetProperty("histogram").GetString()!, metric.GetProperty("quantile").GetDouble(),
        metric.GetProperty("times").GetDouble());
}
