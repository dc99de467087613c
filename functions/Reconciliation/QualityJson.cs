using System.Globalization;
using System.Text.Json;
using PayFunctions.Core.Reconciliation.Quality;
using PayFunctions.Edge;

namespace PayFunctions.Reconciliation;

internal static class QualityJson
{
    public static byte[] Of(QualityReport report) => Json.Write(report, static (json, report) =>
    {
        json.WriteStartObject();
        json.WriteString("date"u8, report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteNumber("objective"u8, report.Window.Objective.Rate);
        json.WriteTime("dueAt"u8, report.DueAt);
        json.WriteStartArray("channels"u8);
        foreach (var channel in report.Channels) Channel(json, channel);
        json.WriteEndArray();
        json.WriteStartArray("causes"u8);
        foreach (var cause in report.Causes) Cause(json, cause);
        json.WriteEndArray();
        json.WriteStartObject("window"u8);
        json.WriteNumber("days"u8, report.Window.Days);
        json.WriteNumber("met"u8, report.Window.Met);
        json.WriteNumber("matchRate"u8, report.Window.MatchRate);
        json.WriteNumber("budgetSpent"u8, Math.Round(report.Window.BudgetSpent, 6));
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void Channel(Utf8JsonWriter json, ChannelQuality channel)
    {
        json.WriteStartObject();
        json.WriteString("channel"u8, channel.Outcome.Channel);
        json.WriteString("state"u8, channel.State.ToString());
        json.WriteNumber("matchRate"u8, channel.Outcome.MatchRate);
        json.WriteNumber("rows"u8, channel.Outcome.Rows);
        if (channel.Outcome.FinalAt is { } final) json.WriteTime("finalAt"u8, final);
        json.WriteStartArray("differencesByHour"u8);
        foreach (var count in channel.ByHour) json.WriteNumberValue(count);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Cause(Utf8JsonWriter json, CauseTimes cause)
    {
        json.WriteStartObject();
        json.WriteString("cause"u8, cause.Cause.ToString());
        json.WriteNumber("found"u8, cause.Found);
        json.WriteNumber("repaired"u8, cause.Repaired);
        json.WriteNumber("meanSecondsToDetect"u8, Math.Round(cause.MeanToDetect.TotalSeconds));
        if (cause.MeanToRepair is { } repair) json.WriteNumber("meanSecondsToRepair"u8, Math.Round(repair.TotalSeconds));
        if (cause.OldestOpen is { } open) json.WriteTime("oldestOpenSince"u8, open);
        json.WriteEndObject();
    }
}
