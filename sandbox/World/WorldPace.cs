namespace PayFunctions.Sandbox.World;

/// <summary>How fast time goes: the provider's schedules and the app's own waits are shortened together.</summary>
/// <param name="ProviderScale">What a second of the provider's schedules lasts.</param>
public sealed record WorldPace(double ProviderScale, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The app with its own settings, the provider by the clock.</summary>
    public static WorldPace Real { get; } = new(1, new Dictionary<string, string>());

    /// <summary>
    /// A minute is a second: redeliveries after 0.25 s, 0.25 s, 0.5 s, 3 s …; the app asks after 1 s first.
    /// </summary>
    public static WorldPace MinutesAsSeconds { get; } = new(1.0 / 60, new Dictionary<string, string>
    {
        ["Orders__FirstPoll"] = "00:00:01",
        ["Orders__PollGrowth"] = "1.5",
        ["Orders__LongestClosePoll"] = "00:00:02",
        ["Orders__ShortestExpiry"] = "00:00:01",
        ["Orders__GiveUpAfter"] = "00:00:06",
        ["Refunds__GiveUpAfter"] = "00:00:06",
        ["Schedules__HealLostCallbacks"] = "*/2 * * * * *",
        ["Outbound__Retries__FirstPause"] = "00:00:00.03",
        ["Outbound__Retries__LongestPause"] = "00:00:00.5",
        ["Webhooks__FirstRetry"] = "00:00:00.2",
        ["Webhooks__RetryGrowth"] = "1.5",
        ["Webhooks__LongestRetry"] = "00:00:01",
        ["Webhooks__GiveUpAfter"] = "00:00:04",
        ["Webhooks__BreakerOpens"] = "00:00:00.5",
        ["Refunds__FirstPoll"] = "00:00:00.5",
        ["Refunds__PollGrowth"] = "1.5",
        ["Refunds__LongestPoll"] = "00:00:02",
        ["Splits__NotBefore"] = "00:00:00.2",
        ["Splits__FirstPoll"] = "00:00:00.5",
        ["Splits__PollGrowth"] = "1.5",
        ["Splits__LongestPoll"] = "00:00:02",
        ["Splits__GiveUpAfter"] = "00:00:10",
        ["Vault__FirstRetry"] = "00:00:00.05",
        ["Vault__NetworkTimeout"] = "00:00:01",
        ["Vault__AnswerWithin"] = "00:00:02",
        ["Vault__SecretsFor"] = "00:00:05",
        ["Vault__AskAgainAfter"] = "00:00:01",
        ["Certificates__RefreshAtMostEvery"] = "00:00:01",
        ["Certificates__PollEvery"] = "00:00:00.5",
        ["Certificates__LeaseFor"] = "00:00:05",
        ["Certificates__MerchantKeysEvery"] = "00:00:01",
        ["Certificates__UnknownSerialFor"] = "00:00:10",
    });
}
