namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>One call the app made, as the provider answered it.</summary>
/// <param name="Operation"><c>native</c>, <c>jsapi</c>, <c>app</c>, <c>h5</c>,
/// <c>query</c>, <c>close</c>, <c>refund</c>, <c>query-refund</c>, <c>restart-refund</c> or
/// <c>certificates</c>.</param>
/// <param name="OutTradeNo">The order's number; of a refund's call the refund's (out_refund_no).</param>
/// <param name="Status">0: no answer; the connection broke.</param>
public sealed record ProviderCall(string Operation, string MerchantId, string OutTradeNo, int Status, string? Code);
