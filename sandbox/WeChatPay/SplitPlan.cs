namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>How splits of an order go at the provider. The default is the provider on a good day.</summary>
public sealed record SplitPlan
{
    public static readonly SplitPlan Normal = new();

    /// <summary>From the acceptance of a split or a return to its end, by the provider's clock.</summary>
    public TimeSpan Takes { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Nobody is notified: only a query tells.</summary>
    public bool LoseNotices { get; init; }

    /// <summary>A receiver that does not get its share; null: each gets it.</summary>
    public string? Closed { get; init; }

    /// <summary>So many calls are carried out and their answers lost.</summary>
    public int LostAnswers { get; init; }
}
