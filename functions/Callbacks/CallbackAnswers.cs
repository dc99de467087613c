using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;

namespace PayFunctions.Callbacks;

/// <summary>Answers to WeChat Pay. A refusal's body depends on its status alone: it tells a stranger nothing.</summary>
internal static class CallbackAnswers
{
    private const int RetryAfterSeconds = 5;

    private static readonly byte[] Success = """{"code":"SUCCESS","message":"成功"}"""u8.ToArray();
    private static readonly byte[] Malformed = """{"code":"FAIL","message":"请求格式错误"}"""u8.ToArray();
    private static readonly byte[] NotVerified = """{"code":"FAIL","message":"验签失败"}"""u8.ToArray();
    private static readonly byte[] Unknown = """{"code":"FAIL","message":"商户不存在"}"""u8.ToArray();
    private static readonly byte[] TooSlow = """{"code":"FAIL","message":"请求超时"}"""u8.ToArray();
    private static readonly byte[] TooLarge = """{"code":"FAIL","message":"请求过大"}"""u8.ToArray();
    private static readonly byte[] NotAllowed = """{"code":"FAIL","message":"来源不允许"}"""u8.ToArray();
    private static readonly byte[] NotJson = """{"code":"FAIL","message":"请求格式错误"}"""u8.ToArray();
    private static readonly byte[] Unavailable = """{"code":"FAIL","message":"系统繁忙，请稍后重试"}"""u8.ToArray();

    public static Task<HttpResponseData> AcknowledgedAsync(HttpRequestData request) =>
        WriteAsync(request, 200, Success);

    public static async Task<HttpResponseData> FailedAsync(HttpRequestData request, int status)
    {
        var response = await WriteAsync(request, status, Body(status));
        if (status == 503) Answers.RetryAfter(response, RetryAfterSeconds);
        return response;
    }

    private static byte[] Body(int status) => status switch
    {
        400 => Malformed,
        401 => NotVerified,
        403 => NotAllowed,
        404 => Unknown,
        408 => TooSlow,
        413 => TooLarge,
        415 => NotJson,
        _ => Unavailable,
    };

    private static async Task<HttpResponseData> WriteAsync(HttpRequestData request, int status, byte[] body)
    {
        var response = request.CreateResponse((HttpStatusCode)status);
        response.Headers.Add("Content-Type", Answers.JsonType);
        await response.WriteBytesAsync(body);
        return response;
    }
}
