namespace PayFunctions.Splits;

/// <summary>Settings <c>Splits:*</c>: when a split or a share's return under way is asked about.</summary>
public sealed class SplitsOptions
{
    public const string Section = "Splits";

    /// <summary>How long after its payment an order is split at the earliest: WeChat Pay wants a minute.</summary>
    public TimeSpan NotBefore { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// From the request to the first question; then each wait is <see cref="PollGrowth"/> times the one before.
    /// </summary>
    public TimeSpan FirstPoll { get; set; } = TimeSpan.FromSeconds(15);

    public double PollGrowth { get; set; } = 2;

    public TimeSpan LongestPoll { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long it is asked about; then its orchestration fails, for an operator to see.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(30);
}
