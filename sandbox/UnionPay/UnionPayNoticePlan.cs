namespace PayFunctions.Sandbox.UnionPay;

/// <summary>How a payment's notifications are delivered. The default is UnionPay on a good day.</summary>
public sealed record UnionPayNoticePlan
{
    public static readonly UnionPayNoticePlan Normal = new();

    /// <summary>Never sent at all.</summary>
    public bool Lose { get; init; }

    /// <summary>How many deliveries of the first attempt go out in the same moment.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>When UnionPay delivers again what was not acknowledged.</summary>
    internal static readonly IReadOnlyList<TimeSpan> Intervals =
        [.. new[] { 1, 2, 4, 5 }.Select(minutes => TimeSpan.FromMinutes(minutes))];
}
