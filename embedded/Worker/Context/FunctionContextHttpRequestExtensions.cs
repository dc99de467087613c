using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Runtime;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextHttpRequestExtensions
{
    /// <summary>The request of an HTTP-triggered invocation; null for any other.</summary>
    public static ValueTask<HttpRequestData?> GetHttpRequestDataAsync(this FunctionContext context) =>
        new(((Invocation)context).Trigger as HttpRequestData);

    /// <summary>The answer that the function or a middleware has given so far.</summary>
    public static HttpResponseData? GetHttpResponseData(this FunctionContext context) =>
        ((Invocation)context).Result as HttpResponseData;
}
