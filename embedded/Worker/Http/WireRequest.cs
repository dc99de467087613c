using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>A request on Kestrel's wire, as a function sees it.</summary>
internal sealed class WireRequest(HttpContext http, FunctionContext context) : HttpRequestData(context)
{
    private HttpHeadersCollection? _headers;
    private Uri? _url;

    public override Stream Body => http.Request.Body;

    public override HttpHeadersCollection Headers => _headers ??= Copy(http);

    public override Uri Url => _url ??= new Uri(http.Request.GetEncodedUrl());

    public override string Method => http.Request.Method;

    internal override HttpResponseData CreateResponse() => new WireResponse();

    /// <summary>With the peer's address at the end of <c>X-Forwarded-For</c>, as App Service's front ends write it.</summary>
    private static HttpHeadersCollection Copy(HttpContext http)
    {
        var headers = new HttpHeadersCollection();
        var peer = new IPEndPoint(http.Connection.RemoteIpAddress ?? IPAddress.None, http.Connection.RemotePort);
        http.Request.Headers.Append("X-Forwarded-For", peer.ToString());
        foreach (var (name, values) in http.Request.Headers) headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        return headers;
    }
}

/// <summary>An answer that is written to the wire once the invocation has ended.</summary>
internal sealed class WireResponse : HttpResponseData
{
    public override HttpStatusCode StatusCode { get; set; } = HttpStatusCode.OK;

    public override HttpHeadersCollection Headers { get; set; } = new();

    public override Stream Body { get; set; } = new MemoryStream();
}
