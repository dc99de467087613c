namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>One call the app made, as the provider answered it.</summary>
/// <param name="Operation"><c>native</c>, <c>jsapi</c>, <c>app</c>, <c>h5</c>,
/// <c>query</c>, <c>close</c> or <c>certificates</c>.</param>
public sealed record ProviderCall(string Operation, string MerchantId, string OutTradeNo, int Status, string? Code);
