using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>One account's endpoint and the pipeline that reaches it.</summary>
internal sealed class TableAccount
{
    private const string Body = "application/json;odata=nometadata";
    private const string Json = "application/json;odata=minimalmetadata";
    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    private TableAccount(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        _version = options.Version;
        Endpoint = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { authentication },
            RequestFailedDetailsParser = ServiceErrors.Instance,
        });
    }

    /// <summary>Without a slash at the end.</summary>
    internal string Endpoint { get; }

    internal static TableAccount Of(string connectionString, TableClientOptions? options)
    {
        var parsed = ConnectionString.Parse(connectionString);
        return new(parsed.Endpoint, parsed.Policy, options);
    }

    internal static TableAccount Of(Uri endpoint, AzureSasCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(endpoint, new SasPolicy(credential), options);
    }

    internal static TableAccount Of(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(
            endpoint, new BearerTokenAuthenticationPolicy(credential, "https://storage.azure.com/.default"), options);
    }

    /// <summary>A request that is ready but for its body and its own headers.</summary>
    internal HttpMessage Message(RequestMethod method, string path)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(Endpoint + path));
        var headers = message.Request.Headers;
        headers.Add("x-ms-version", _version);
        headers.Add("DataServiceVersion", "3.0");
        headers.Add("Accept", Json);
        return message;
    }

    internal async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellation)
    {
        await _pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
        return message.Response;
    }

    /// <summary>Sends a body from the pool, and gives it back once an answer has come.</summary>
    internal async Task<Response> SendAsync(HttpMessage message, PooledContent content, CancellationToken cancellation)
    {
        if (!message.Request.Headers.Contains("Content-Type")) message.Request.Headers.Add("Content-Type", Body);
        message.Request.Content = content;
        await _pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
        message.Request.Content = null;
        content.Release();
        return message.Response;
    }
}
