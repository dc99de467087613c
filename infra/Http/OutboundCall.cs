namespace PayFunctions.Infra.Http;

/// <summary>One call to a provider.</summary>
/// <param name="Provider">For the metrics: <c>wechatpay</c>.</param>
/// <param name="Operation">For the metrics: <c>prepay</c>.</param>
/// <param name="IsRead">It changes nothing over there, so it may be sent again whatever became of it.</param>
/// <param name="Make">Makes the request; asked anew for each sending, so that each carries a signature of its own
/// time.</param>
public sealed record OutboundCall(string Provider, string Operation, bool IsRead, Func<HttpRequestMessage> Make);
