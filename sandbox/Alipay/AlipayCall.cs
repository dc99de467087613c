namespace PayFunctions.Sandbox.Alipay;

/// <summary>One call the app made, as the gateway answered it.</summary>
/// <param name="Method"><c>alipay.trade.query</c>.</param>
public sealed record AlipayCall(string Method, string AppId, string OutTradeNo, string Code, string? SubCode);
