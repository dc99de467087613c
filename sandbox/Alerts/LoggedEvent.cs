using System.Text.Json;

namespace PayFunctions.Sandbox.Alerts;

/// <summary>A line of the app's log, as far as alerts look at it.</summary>
public sealed record LoggedEvent(DateTimeOffset At, string Event)
{
    /// <summary>Null for what the host prints besides lines of JSON.</summary>
    public static LoggedEvent? Read(string line)
    {
        if (!line.StartsWith('{')) return null;
        using var json = JsonDocument.Parse(line);
        return new(json.RootElement.GetProperty("at").GetDateTimeOffset(), json.RootElement.GetProperty("event").GetString()!);
    }
}
