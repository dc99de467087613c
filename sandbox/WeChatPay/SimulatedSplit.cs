namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>A split as the provider holds it.</summary>
/// <param name="Body">What it was asked for with: a repeat in other words is refused.</param>
/// <param name="Shares">By receiver, in fen.</param>
/// <param name="Released">What was released to the merchant by it.</param>
public sealed record SimulatedSplit(
    string MerchantId, string OutTradeNo, string TransactionId, string OutOrderNo, string OrderId, string Body,
    IReadOnlyList<(string Account, long Amount)> Shares, long? Released, DateTimeOffset At);

/// <summary>A share's return as the provider holds it.</summary>
public sealed record SimulatedReturn(
    SimulatedSplit Split, string OutReturnNo, string ReturnId, string Account, long Amount, DateTimeOffset At);
