using PayFunctions.Core.Orders;

namespace PayFunctions.Orders;

/// <summary>Settings <c>Orders:*</c>: how long an order lives, and when it is asked about.</summary>
public sealed class OrdersOptions
{
    public const string Section = "Orders";

    /// <summary>An order's life where the request names none.</summary>
    public TimeSpan ExpiresIn { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>WeChat Pay wants an expiry at least a minute ahead.</summary>
    public TimeSpan ShortestExpiry { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>WeChat Pay closes unpaid orders after seven days by itself.</summary>
    public TimeSpan LongestExpiry { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// From the creation to the first question; then each wait is <see cref="PollGrowth"/> times the one before.
    /// </summary>
    public TimeSpan FirstPoll { get; set; } = TimeSpan.FromSeconds(30);

    public double PollGrowth { get; set; } = 2;

    public TimeSpan LongestPoll { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Once an order has expired and its provider does not say how it ended, no wait exceeds this.</summary>
    public TimeSpan LongestClosePoll { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long after its expiry an order is still asked about; then its orchestration fails, for an operator to see.
    /// </summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>What a merchant is told to wait when an order is not prepaid yet.</summary>
    public TimeSpan PrepayRetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <param name="privateNotify">Whether webhooks may go to private addresses.</param>
    internal OrderTerms Terms(bool privateNotify) => new()
    {
        DefaultExpiry = ExpiresIn,
        ShortestExpiry = ShortestExpiry,
        LongestExpiry = LongestExpiry,
        PrivateNotify = privateNotify,
    };
}
