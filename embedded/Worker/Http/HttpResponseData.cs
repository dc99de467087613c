using System.Net;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>An HTTP answer as a function gives it.</summary>
public abstract class HttpResponseData
{
    public HttpResponseData(FunctionContext functionContext) =>
        FunctionContext = functionContext ?? throw new ArgumentNullException(nameof(functionContext));

    public abstract HttpStatusCode StatusCode { get; set; }

    public abstract HttpHeadersCollection Headers { get; set; }

    public abstract Stream Body { get; set; }

    public FunctionContext FunctionContext { get; }
}
