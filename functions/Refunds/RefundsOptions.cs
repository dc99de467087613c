namespace PayFunctions.Refunds;

/// <summary>Settings <c>Refunds:*</c>: when a refund under way is asked about.</summary>
public sealed class RefundsOptions
{
    public const string Section = "Refunds";

    /// <summary>
    /// From the request to the first question; then each wait is <see cref="PollGrowth"/> times the one before. What the
    /// provider asked to be sent later (not enough funds, too frequent) waits by the same plan.
    /// </summary>
    public TimeSpan FirstPoll { get; set; } = TimeSpan.FromSeconds(15);

    public double PollGrowth { get; set; } = 2;

    public TimeSpan LongestPoll { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// How long a refund is asked about; then its orchestration fails, for an operator to see. Money to a bank card may
    /// take days, and an account that has to be topped up first, longer.
    /// </summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(30);
}
