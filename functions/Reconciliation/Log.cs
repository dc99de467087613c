using Microsoft.Extensions.Logging;

namespace PayFunctions.Reconciliation;

/// <summary>Log lines of runs: event ids 2650 to 2699.</summary>
internal static partial class Log
{
    [LoggerMessage(2650, LogLevel.Error, "ALERT {Day}: run {Run} was given up: {Why}")]
    public static partial void Aborted(this ILogger log, string day, int run, string why);

    [LoggerMessage(2651, LogLevel.Error, "ALERT {Day}: {Storm}")]
    public static partial void Storm(this ILogger log, string day, string storm);

    [LoggerMessage(2652, LogLevel.Error, "ALERT {Day}: {Waiting} differences wait for people for too long.")]
    public static partial void Escalated(this ILogger log, string day, int waiting);

    [LoggerMessage(2653, LogLevel.Warning, "{Day}: {Expired} differences were not decided in time; the next run asks anew.")]
    public static partial void Expired(this ILogger log, string day, int expired);

    [LoggerMessage(2654, LogLevel.Information, "{Day}: difference {Id} is repaired by {Action}: {Outcome}")]
    public static partial void Repaired(this ILogger log, string day, string id, string action, string outcome);

    [LoggerMessage(2655, LogLevel.Warning, "{Day}: difference {Id} can't be repaired by {Action}, a person has to look: {Why}")]
    public static partial void NotConfirmed(this ILogger log, string day, string id, string action, string why);

    [LoggerMessage(2656, LogLevel.Warning, "{Day}: difference {Id} waits, for its provider could not be asked: {Why}")]
    public static partial void ProviderAway(this ILogger log, string day, string id, string? why);

    [LoggerMessage(2657, LogLevel.Error, "{Day} could not be started; the next run of the timer, or a request, starts it.")]
    public static partial void NotStarted(this ILogger log, string day);

    [LoggerMessage(2658, LogLevel.Information, "The days are being started by another; this run leaves them.")]
    public static partial void LeaseTaken(this ILogger log);

    [LoggerMessage(2659, LogLevel.Error, "ALERT {Day} is not final, and was due at {Due:u}: its last run is {State}.", EventName = "DayNotFinal")]
    public static partial void DayNotFinal(this ILogger log, string day, DateTimeOffset due, string state);

    [LoggerMessage(2660, LogLevel.Error, "ALERT {Day} was final at {FinalAt:u} only, and was due at {Due:u}.", EventName = "DayFinalLate")]
    public static partial void DayFinalLate(this ILogger log, string day, DateTimeOffset finalAt, DateTimeOffset due);

    [LoggerMessage(2661, LogLevel.Error, "ALERT {Day}: of {Rows} rows only {MatchRate:P3} agree; the objective is {Wanted:P3}.", EventName = "MatchRateTooLow")]
    public static partial void MatchRateTooLow(this ILogger log, string day, long rows, double matchRate, double wanted);
}
