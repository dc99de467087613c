namespace PayFunctions.Orders;

/// <summary>What an order's orchestration has to know of it: wait on, or end.</summary>
public enum Standing
{
    /// <summary>Money may still come, or its provider has not said how it ended.</summary>
    Open,

    /// <summary>Ended, and nothing is left to follow up: nothing was booked, or that has been seen to.</summary>
    Ended,

    /// <summary>Ended with money on it: the follow-up has something to do.</summary>
    Booked,
}
