namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>When the provider delivers a notification again that was not acknowledged.</summary>
public static class RetrySchedule
{
    /// <summary>The waits before the 15 redeliveries: 24 h 4 min in all.</summary>
    public static readonly IReadOnlyList<TimeSpan> Intervals =
    [
        .. new[] { 15, 15, 30 }.Select(s => TimeSpan.FromSeconds(s)),
        .. new[] { 3, 10, 20, 30, 30, 30, 60 }.Select(m => TimeSpan.FromMinutes(m)),
        .. new[] { 3, 3, 3, 6, 6 }.Select(h => TimeSpan.FromHours(h)),
    ];

    /// <summary>How long the receiver has to answer.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);
}
