namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>How an order's notification is delivered. The default is the provider on a good day.</summary>
public sealed record NoticePlan
{
    public static readonly NoticePlan Normal = new();

    /// <summary>Never sent at all.</summary>
    public bool Lose { get; init; }

    /// <summary>Kept back until it is released, alone or with others in any order.</summary>
    public bool Hold { get; init; }

    /// <summary>Waits this long (real time) before the first attempt.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How many deliveries of the first attempt go out in the same moment.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>What is wrong with the first <see cref="FaultyAttempts"/> attempts; those after are genuine.</summary>
    public NoticeFault Fault { get; init; }

    public int FaultyAttempts { get; init; } = 1;

    internal NoticeFault FaultOf(int attempt) => attempt <= FaultyAttempts ? Fault : NoticeFault.None;
}
