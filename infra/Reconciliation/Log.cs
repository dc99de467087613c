using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Log lines of the days' comparison: event ids 2600 to 2649.</summary>
internal static partial class Log
{
    [LoggerMessage(2600, LogLevel.Information, "{Day}: the bill of {Account} is not there ({Outcome}, {Code}).")]
    public static partial void BillNotThere(this ILogger log, string day, string account, BillOutcome outcome, string? code);

    [LoggerMessage(2601, LogLevel.Warning, "{Day}: the bill of {Account} was refused whole: {Why}")]
    public static partial void BillRefused(this ILogger log, string day, string account, string why);

    [LoggerMessage(2602, LogLevel.Information, "{Day}: the {Kind} bill of {Account} is archived: {Rows} rows, {Bytes} bytes.")]
    public static partial void BillArchived(this ILogger log, string day, string account, BillKind kind, long rows, long bytes);

    [LoggerMessage(2603, LogLevel.Warning,
        "{Day}: {Mended} lines of the index were missing, too many or otherwise than their orders; they are mended.")]
    public static partial void IndexMended(this ILogger log, string day, int mended);

    [LoggerMessage(2604, LogLevel.Information, "{Day}: run {Run} is {State}.")]
    public static partial void RunMoved(this ILogger log, string day, int run, string state);

    [LoggerMessage(2605, LogLevel.Warning,
        "How many callbacks of {Provider} were refused for their signatures could not be kept; the next minute tries again.")]
    public static partial void RefusalsNotKept(this ILogger log, Exception exception, string provider);
}
