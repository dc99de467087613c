namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>What the payer's phone makes of a call-up: the order whose price it shows, or why it shows none.</summary>
public sealed record CalledUp(string? OutTradeNo, string? Problem);
