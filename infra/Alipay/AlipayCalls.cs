using PayFunctions.Infra.Http;

namespace PayFunctions.Infra.Alipay;

/// <summary>Sends signed requests to the gateway. What comes back is not yet verified.</summary>
internal sealed class AlipayCalls(OutboundHttp http, TimeProvider clock)
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <param name="operation">For the metrics: <c>query</c>.</param>
    /// <param name="method"><c>alipay.trade.query</c>.</param>
    /// <param name="isRead">It changes nothing over there, so it may be sent again whatever became of it.</param>
    /// <param name="isTrade">A payment: it names where its notification goes.</param>
    public Task<OutboundAnswer> SendAsync(
        AlipayApp app, string operation, string method, string content, bool isRead, bool isTrade,
        CancellationToken cancellation) =>
        app.IsReady
            ? http.SendAsync(
                new(AlipayProvider.Name, operation, isRead, () => Make(app, method, content, isTrade)), cancellation)
            : Task.FromResult(OutboundAnswer.NotSent("the application's keys have not been found yet"));

    /// <summary>The answer's parts; null where it is not one to that method.</summary>
    public static ResponseNode? Find(OutboundAnswer answer, string method) =>
        answer.Status == 200 ? ResponseNode.Find(answer.Body, NodeName(method)) : null;

    public static string NodeName(string method) => method.Replace('.', '_') + "_response";

    private HttpRequestMessage Make(AlipayApp app, string method, string content, bool isTrade)
    {
        var signed = new SignedRequest(app, method, content, clock.GetUtcNow(), isTrade);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{app.Gateway.AbsoluteUri}?{signed.Query}"))
        {
            Content = new ExactBody(signed.Body, FormType),
        };
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(new("PayFunctions", "0.1"));
        return request;
    }
}
