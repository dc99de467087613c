using System.Text.Json.Serialization;

namespace Microsoft.DurableTask;

/// <summary>A failure as history keeps it: no exception object survives a replay.</summary>
public record TaskFailureDetails
{
    [JsonConstructor]
    internal TaskFailureDetails(
        string errorType, string errorMessage, string? stackTrace = null, TaskFailureDetails? innerFailure = null) =>
        (ErrorType, ErrorMessage, StackTrace, InnerFailure) = (errorType, errorMessage, stackTrace, innerFailure);

    public string ErrorMessage { get; init; }

    [JsonInclude]
    internal string ErrorType { get; }

    [JsonInclude]
    internal string? StackTrace { get; init; }

    [JsonInclude]
    internal TaskFailureDetails? InnerFailure { get; init; }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    internal static TaskFailureDetails From(Exception exception) => new(
        exception.GetType().ToString(),
        exception.Message,
        exception.StackTrace,
        exception.InnerException is { } inner ? From(inner) : null);
}
