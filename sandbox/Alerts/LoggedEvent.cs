using System.Text;
using System.Text.Json;

namespace PayFunctions.Sandbox.Alerts;

/// <summary>A line of the app's log, as far as alerts look at it.</summary>
public sealed record LoggedEvent(DateTimeOffset At, string Event)
{
    /// <summary>Null for what the host prints besides lines of JSON, and for a line in the midst of which the app was killed.</summary>
    public static LoggedEvent? Read(string line)
    {
        if (!line.StartsWith('{')) return null;
        // Of data that breaks off it says so, and throws at all else that is no JSON.
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line), isFinalBlock: false, state: default);
        if (!reader.Read() || !reader.TrySkip()) return null;
        using var json = JsonDocument.Parse(line);
        return new(json.RootElement.GetProperty("at").GetDateTimeOffset(), json.RootElement.GetProperty("event").GetString()!);
    }
}
