namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>How the simulated provider keeps time.</summary>
public sealed record SimulatedWeChatPayOptions
{
    /// <summary>
    /// What one second of the provider's schedules lasts here: 1 is real time, 1/60 makes a minute a second.
    /// </summary>
    public double TimeScale { get; init; } = 1;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
