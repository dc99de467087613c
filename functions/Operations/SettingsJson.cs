using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using PayFunctions.Edge;
using PayFunctions.Infra.Knobs;

namespace PayFunctions.Operations;

/// <summary>Knobs as answers.</summary>
internal static class SettingsJson
{
    public static byte[] Write(KnobBook book, KnobOverrides overrides, IConfiguration configuration) =>
        Json.Write((book, overrides, configuration), static (json, all) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("settings"u8);
            foreach (var one in all.book.Classes)
            {
                foreach (var knob in one.Knobs) Write(json, all.book, all.overrides, all.configuration, one, knob);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    public static byte[] One(
        KnobBook book, KnobOverrides overrides, IConfiguration configuration, IKnobClass of, Knob knob) => Json.Write(
        (book, overrides, configuration), (of, knob),
        static (json, all, one) => Write(json, all.book, all.overrides, all.configuration, one.of, one.knob));

    private static void Write(
        Utf8JsonWriter json, KnobBook book, KnobOverrides overrides, IConfiguration configuration, IKnobClass of, Knob knob)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, knob.Name);
        json.WriteString("value"u8, Convert.ToString(knob.ValueOf(of.Current), CultureInfo.InvariantCulture));
        json.WriteString("type"u8, (Nullable.GetUnderlyingType(knob.Type) ?? knob.Type).Name);
        json.WriteString("source"u8, Source(overrides, configuration, knob.Name));
        json.WriteStartArray("readBy"u8);
        foreach (var reader in of.Readers) json.WriteStringValue(reader);
        json.WriteEndArray();
        if (book.Changes.TryGetValue(knob.Name, out var change))
        {
            json.WriteStartObject("change"u8);
            json.WriteString("value"u8, change.Value);
            json.WriteString("before"u8, change.Before);
            json.WriteTime("at"u8, change.At);
            json.WriteString("by"u8, change.Who);
            json.WriteString("reason"u8, change.Reason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Changed while the app runs, set where it was deployed, or our own default.</summary>
    private static string Source(KnobOverrides overrides, IConfiguration configuration, string name) =>
        overrides.Holds(name) ? "knob" : configuration[name] is not null ? "settings" : "default";
}
