namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>How a refund goes at the provider. The default is the provider on a good day.</summary>
public sealed record RefundPlan
{
    public static readonly RefundPlan Normal = new();

    /// <summary>How it ends; <see cref="RefundStatus.Processing"/>: it does not.</summary>
    public RefundStatus End { get; init; } = RefundStatus.Success;

    /// <summary>How it ends once the merchant has set it going again.</summary>
    public RefundStatus EndAfterRestart { get; init; } = RefundStatus.Success;

    /// <summary>From its acceptance to its end, by the provider's clock.</summary>
    public TimeSpan Takes { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>It ends, and the notification is delivered, before the call that asked for it is answered.</summary>
    public bool NoticeBeforeAnswer { get; init; }

    /// <summary>So many calls are carried out and their answers lost.</summary>
    public int LostAnswers { get; init; }

    /// <summary>What the first calls are refused with, one each: <c>NOT_ENOUGH</c>, <c>FREQUENCY_LIMITED</c>.</summary>
    public IReadOnlyList<string> RefusedFirst { get; init; } = [];
}
