using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.Certificates;

/// <summary>Log lines of certificates: event ids 2900 to 2949.</summary>
internal static partial class Log
{
    [LoggerMessage(2900, LogLevel.Information,
        "LOCK_NOT_ACQUIRED: another instance renews certificates; what it finds comes by the vault.")]
    public static partial void LockNotAcquired(ILogger log);

    [LoggerMessage(2901, LogLevel.Warning, "The lease to renew certificates was taken over; this run ends.")]
    public static partial void LeaseLost(ILogger log);

    [LoggerMessage(2902, LogLevel.Information, "{Account}: certificate {Serial} is active, until {NotAfter}.")]
    public static partial void Promoted(ILogger log, string account, string serial, DateTimeOffset notAfter);

    [LoggerMessage(2903, LogLevel.Information,
        "{Account}: certificate {Serial} is superseded and stays usable for {Overlap}.")]
    public static partial void Superseded(ILogger log, string account, string serial, TimeSpan overlap);

    [LoggerMessage(2904, LogLevel.Warning, "{Account}: certificates not renewed ({Why}); next attempt {NextAt}.",
        EventName = "CertificatesNotRenewed")]
    public static partial void NotRenewed(ILogger log, string account, string why, DateTimeOffset nextAt);

    [LoggerMessage(2905, LogLevel.Warning, "{Account}: certificate {Serial} not kept in the vault: {Why}.")]
    public static partial void NotKept(ILogger log, string account, string serial, string why);

    [LoggerMessage(2906, LogLevel.Information, "{Account}: {Count} certificates loaded from the vault.")]
    public static partial void Loaded(ILogger log, string account, int count);

    [LoggerMessage(2907, LogLevel.Warning, "{Account}: a certificate from the vault is left out: {Why}.")]
    public static partial void NotLoaded(ILogger log, string account, string why);

    [LoggerMessage(2908, LogLevel.Warning, "The vault was not read ({What}): {Why}; what is in memory stays in use.")]
    public static partial void VaultNotRead(ILogger log, string what, string why);

    [LoggerMessage(2909, LogLevel.Warning, "Storage is away: what other instances did about certificates is unknown.")]
    public static partial void BoardAway(ILogger log, Exception cause);

    [LoggerMessage(2910, LogLevel.Warning, "Storage is away: {Count} audit rows of certificates were not written.")]
    public static partial void AuditNotWritten(ILogger log, int count, Exception cause);

    [LoggerMessage(2911, LogLevel.Error, "Renewing certificates failed.")]
    public static partial void RunFailed(ILogger log, Exception cause);

    [LoggerMessage(2912, LogLevel.Warning,
        "{Purpose} of {Account}: certificate {Serial} ends in {DaysLeft:F1} days, and no successor is known.",
        EventName = "CertificateEndsSoon")]
    public static partial void EndsSoon(
        ILogger log, string purpose, string account, string serial, double daysLeft);

    [LoggerMessage(2913, LogLevel.Error,
        "{Purpose} of {Account}: certificate {Serial} ends in {DaysLeft:F1} days, and no successor is known.",
        EventName = "CertificateEndsNow")]
    public static partial void EndsNow(ILogger log, string purpose, string account, string serial, double daysLeft);

    [LoggerMessage(2914, LogLevel.Information, "Certificates are kept in {Vault}.")]
    public static partial void KeptIn(ILogger log, string vault);

    [LoggerMessage(2915, LogLevel.Information,
        "Certificates at start: {Purpose} of {Account}, serial {Serial}, {State}, {DaysLeft} days left.")]
    public static partial void AtStart(
        ILogger log, string purpose, string account, string serial, string state, string daysLeft);

    [LoggerMessage(2917, LogLevel.Warning,
        "{Account}: certificate {Serial} is revoked by an operator; what is signed with it is refused from now on.")]
    public static partial void Revoked(ILogger log, string account, string serial);

    [LoggerMessage(2916, LogLevel.Warning,
        "Certificates at start: {Account} has none to verify with; its callbacks are refused until it has.",
        EventName = "NoCertificateAtStart")]
    public static partial void NoneAtStart(ILogger log, string account);
}
