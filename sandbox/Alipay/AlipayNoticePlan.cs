namespace PayFunctions.Sandbox.Alipay;

/// <summary>How a trade's notifications are delivered. The default is Alipay on a good day.</summary>
public sealed record AlipayNoticePlan
{
    public static readonly AlipayNoticePlan Normal = new();

    /// <summary>Never sent at all.</summary>
    public bool Lose { get; init; }

    /// <summary>How many deliveries of the first attempt go out in the same moment.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>When Alipay delivers again what was not acknowledged: seven times, 25 hours in all.</summary>
    internal static readonly IReadOnlyList<TimeSpan> Intervals =
    [
        .. new[] { 4, 10, 10 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
        .. new[] { 1, 2, 6, 15 }.Select(hours => TimeSpan.FromHours(hours)),
    ];
}
