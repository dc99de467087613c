using System.Net;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>An HTTP answer as a function gives it.</summary>
public abstract class HttpResponseData
{
    private protected HttpResponseData() { }

    public abstract HttpStatusCode StatusCode { get; set; }

    public abstract HttpHeadersCollection Headers { get; set; }

    public abstract Stream Body { get; set; }
}
