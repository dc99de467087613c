using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Edge;

/// <summary>What kept the app from starting, as lines for whoever starts it.</summary>
internal static class StartProblems
{
    /// <returns>Empty where it is none of the known ones: then the stack is what helps.</returns>
    public static IReadOnlyList<string> Of(Exception e) => e switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several => [.. several.InnerExceptions.SelectMany(Of)],
        InvalidOperationException { InnerException: not null } unread when Unreadable(unread) is { } line => [line],
        InvalidOperationException file when NamesAFile(file.Message) => [file.Message],
        IOException { InnerException: AddressInUseException } taken =>
            [$"{taken.Message} Stop what listens there, or choose another port: -- --port 7072"],
        _ => [],
    };

    private static bool NamesAFile(string message) =>
        message.Contains("local.settings.json", StringComparison.Ordinal)
        || message.Contains("host.json", StringComparison.Ordinal);

    /// <summary>
    /// The binder quotes the value, then the setting, then the type: the value stays out of the line.
    /// </summary>
    private static string? Unreadable(InvalidOperationException e)
    {
        const string Before = "' at '";
        const string Between = "' to type '";
        var at = e.Message.IndexOf(Before, StringComparison.Ordinal);
        var type = e.Message.IndexOf(Between, StringComparison.Ordinal);
        if (at < 0 || type < at) return null;
        var setting = e.Message[(at + Before.Length)..type];
        return Settings.Wrong(setting, "is not readable", Example(e.Message[(type + Between.Length)..]));
    }

    private static string Example(string type) => type switch
    {
        _ when type.StartsWith("System.TimeSpan", StringComparison.Ordinal) => "00:00:30",
        _ when type.StartsWith("System.Boolean", StringComparison.Ordinal) => "true",
        _ when type.StartsWith("System.Double", StringComparison.Ordinal) => "1.5",
        _ => "10",
    };
}
