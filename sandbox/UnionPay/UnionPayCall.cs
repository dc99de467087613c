namespace PayFunctions.Sandbox.UnionPay;

/// <summary>One call the app made, as the gateway answered it.</summary>
/// <param name="TxnType">00 query, 01 payment for an app, 04 refund, 31 reversal, 76 settlement files.</param>
/// <param name="TradeRespCode">With a query: how the trade itself stands.</param>
public sealed record UnionPayCall(string TxnType, string MerchantId, string OrderId, string RespCode, string? TradeRespCode);
