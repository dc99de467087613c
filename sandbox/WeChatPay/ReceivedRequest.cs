using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Target">Path and query, still percent-encoded.</param>
internal sealed record ReceivedRequest(string Method, string Target, byte[] Body, IHeaderDictionary Headers)
{
    public static async Task<ReceivedRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new(context.Request.Method, target, body.ToArray(), context.Request.Headers);
    }
}
