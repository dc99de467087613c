using System.Net.Http.Headers;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Headers as they came, repeated ones kept, without validation.</summary>
public class HttpHeadersCollection : HttpHeaders
{
    internal HttpHeadersCollection() { }
}
