using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Security.KeyVault.Certificates.Wire;

/// <summary>One vault's address and the pipeline that reaches it.</summary>
internal sealed class VaultPipeline
{
    private readonly HttpPipeline _pipeline;
    private readonly string _root;
    private readonly string _version;

    internal VaultPipeline(Uri vault, TokenCredential credential, CertificateClientOptions options)
    {
        _root = vault.GetLeftPart(UriPartial.Authority);
        _version = options.ApiVersion;
        var verifies = !options.DisableChallengeResourceVerification;
        _pipeline = HttpPipelineBuilder.Build(options, new ChallengePolicy(credential, verifies));
    }

    internal HttpMessage Message(string path) => Message(new Uri($"{_root}{path}?api-version={_version}"));

    internal HttpMessage Import(string name, ReadOnlyMemory<byte> json)
    {
        var message = Message($"/certificates/{Uri.EscapeDataString(name)}/import");
        message.Request.Method = RequestMethod.Post;
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(json);
        return message;
    }

    /// <summary>The reading of a page whose address the vault itself gave.</summary>
    /// <exception cref="InvalidOperationException">It leads to somebody else, who shall not have our token.</exception>
    internal HttpMessage Next(string link)
    {
        var address = new Uri(link);
        if (!link.StartsWith(_root + "/", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"The vault {_root} gave a next page of {address.Host}.");
        return Message(address);
    }

    internal async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellation)
    {
        await _pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
        return message.Response.IsError ? throw new RequestFailedException(message.Response) : message.Response;
    }

    private HttpMessage Message(Uri address)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(address);
        message.Request.Headers.Add("Accept", "application/json");
        return message;
    }
}
