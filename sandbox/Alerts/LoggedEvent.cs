using System.Text.Json;

namespace PayFunctions.Sandbox.Alerts;

/// <summary>A line of the app's log, as far as alerts look at it.</summary>
public sealed record LoggedEvent(DateTimeOffset At, string Event)
{
    /// <summary>Of lines of JSON; what the host prints besides is passed over.</summary>
    public static IReadOnlyList<LoggedEvent> Read(IEnumerable<string> lines) =>
        [.. lines.Where(line => line.StartsWith('{')).Select(Read)];

    private static LoggedEvent Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        return new(json.RootElement.GetProperty("at").GetDateTimeOffset(), json.RootElement.GetProperty("event").GetString()!);
    }
}
