using System.Collections.Specialized;
using System.Web;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>An HTTP request as a function receives it.</summary>
public abstract class HttpRequestData
{
    private NameValueCollection? _query;

    private protected HttpRequestData(FunctionContext context) => FunctionContext = context;

    /// <summary>The bytes as they come from the wire, not buffered.</summary>
    public abstract Stream Body { get; }

    public abstract HttpHeadersCollection Headers { get; }

    public abstract Uri Url { get; }

    public abstract string Method { get; }

    public virtual NameValueCollection Query => _query ??= HttpUtility.ParseQueryString(Url.Query);

    public FunctionContext FunctionContext { get; }

    internal abstract HttpResponseData CreateResponse();
}
