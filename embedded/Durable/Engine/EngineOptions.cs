using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Microsoft.DurableTask.Engine;

/// <summary>The settings <c>Durable:*</c> and host.json's <c>extensions.durableTask</c>.</summary>
internal sealed record EngineOptions
{
    /// <summary>Durable:Journal. A folder; relative to the content root.</summary>
    public required string Folder { get; init; }

    /// <summary>Durable:Fsync. Whether a work item waits for the disk too: a power cut then loses nothing.</summary>
    public bool Fsync { get; init; }

    /// <summary>Durable:KeepEnded. How long an ended instance can still be asked after.</summary>
    public TimeSpan KeepEnded { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Durable:Faults:DropEvents. Raised events return without effect: what an app must survive.</summary>
    public bool DropEvents { get; init; }

    /// <summary>extensions.durableTask.maxConcurrentOrchestratorFunctions; by default 10 a processor.</summary>
    public int MaxTurns { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>extensions.durableTask.maxConcurrentActivityFunctions; by default 10 a processor.</summary>
    public int MaxActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>The journal is rewritten past this length, if it is then mostly what nobody needs.</summary>
    public long CompactFromBytes { get; init; } = 16 << 20;

    public static EngineOptions Read(IConfiguration settings, IConfiguration host, string contentRoot)
    {
        var folder = settings["Durable:Journal"] ?? Path.Combine(".payfunctions", "journal");
        var defaults = new EngineOptions { Folder = Path.GetFullPath(folder, Path.GetFullPath(contentRoot)) };
        return defaults with
        {
            Fsync = Read(settings, "Durable:Fsync", bool.TryParse, "true", defaults.Fsync),
            KeepEnded = Read(settings, "Durable:KeepEnded", Span, "30.00:00:00", defaults.KeepEnded),
            DropEvents = Read(settings, "Durable:Faults:DropEvents", bool.TryParse, "true", defaults.DropEvents),
            MaxTurns = Read(
                host, "extensions:durableTask:maxConcurrentOrchestratorFunctions", Count, "32", defaults.MaxTurns),
            MaxActivities = Read(
                host, "extensions:durableTask:maxConcurrentActivityFunctions", Count, "32", defaults.MaxActivities),
        };
    }

    private delegate bool Parser<T>(string text, out T value);

    private static T Read<T>(IConfiguration from, string name, Parser<T> parse, string example, T otherwise)
    {
        if (from[name] is not { Length: > 0 } text) return otherwise;
        return parse(text, out var value)
            ? value
            : throw new InvalidOperationException($"{name} is '{text}', which does not read. An example: {example}.");
    }

    private static bool Span(string text, out TimeSpan value) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value) && value > TimeSpan.Zero;

    private static bool Count(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
}
