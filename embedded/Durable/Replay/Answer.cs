using System.Text.Json;

namespace Microsoft.DurableTask.Replay;

/// <summary>How a call came back.</summary>
internal readonly record struct Answer(string? Payload, bool HasFailed, bool IsFinal);

/// <summary>Failures as history keeps them.</summary>
internal static class FailureJson
{
    private const int LongestStackTrace = 4000;

    public static string Write(TaskFailureDetails failure) => JsonSerializer.Serialize(Shorten(failure));

    public static TaskFailureDetails Read(string? json) => JsonSerializer.Deserialize<TaskFailureDetails>(json!)!;

    // A stack trace of many frames would make a failing orchestration's history its largest part.
    private static TaskFailureDetails Shorten(TaskFailureDetails failure) => failure with
    {
        StackTrace = failure.StackTrace is { Length: > LongestStackTrace } trace
            ? trace[..LongestStackTrace]
            : failure.StackTrace,
        InnerFailure = failure.InnerFailure is { } inner ? Shorten(inner) : null,
    };
}
