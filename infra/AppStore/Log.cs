using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.AppStore;

/// <summary>Log lines of the App Store adapter: event ids 2200 to 2249.</summary>
internal static partial class Log
{
    [LoggerMessage(2200, LogLevel.Warning,
        "App Store notification for {BundleId} refused: {Code}. See docs/app-store.md#{Code}.",
        EventName = "CallbackRefused")]
    public static partial void Refused(this ILogger log, string code, string bundleId);

    [LoggerMessage(2201, LogLevel.Error,
        "An App Store notification for {BundleId} is {Type} {Subtype}, which is not documented here: it is kept and " +
        "acknowledged, and nothing is made of it.")]
    public static partial void UnknownWord(this ILogger log, string bundleId, string type, string subtype);

    [LoggerMessage(2202, LogLevel.Information,
        "Subscription {Subscription}: {Event} moved it from {From} to {To}")]
    public static partial void Moved(
        this ILogger log, string subscription, string @event, string from, string to);

    [LoggerMessage(2203, LogLevel.Warning,
        "Subscription {Subscription}: {Event} contradicts {State}, and the store does not say where it stands")]
    public static partial void Contradicted(this ILogger log, string subscription, string @event, string state);

    [LoggerMessage(2204, LogLevel.Warning,
        "Subscription {Subscription}: the store says {State} with {Event}; a notification before this one was lost")]
    public static partial void Mended(this ILogger log, string subscription, string @event, string state);
}
