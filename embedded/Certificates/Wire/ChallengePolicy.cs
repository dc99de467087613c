using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Security.KeyVault.Certificates.Wire;

/// <summary>Asks the vault whose token it wants by knocking without one and without a body, then comes with both.</summary>
internal sealed class ChallengePolicy(TokenCredential credential, bool verifiesResource)
    : BearerTokenAuthenticationPolicy(credential, [])
{
    private volatile Challenge? _known;

    protected override ValueTask AuthorizeRequestAsync(HttpMessage message)
    {
        if (_known is { } known) return AnswerAsync(message, known);
        // Who has not said who it is gets no key; a knock that is tried again has none any more.
        if (message.Request.Content is { } content) message.SetProperty(typeof(ChallengePolicy), content);
        message.Request.Content = null;
        return default;
    }

    protected override async ValueTask<bool> AuthorizeRequestOnChallengeAsync(HttpMessage message)
    {
        message.Response.Headers.TryGetValue("WWW-Authenticate", out var header);
        if (Challenge.Read(header) is not { } challenge) return false;
        var host = message.Request.Uri.Host!;
        if (verifiesResource && !challenge.IsFor(host))
            throw new InvalidOperationException(
                $"The vault {host} asks for a token of {challenge.Scope}, which is not its own resource; " +
                $"{nameof(CertificateClientOptions.DisableChallengeResourceVerification)} would allow it.");

        _known = challenge;
        if (message.TryGetProperty(typeof(ChallengePolicy), out var held)) message.Request.Content = (RequestContent?)held;
        await AnswerAsync(message, challenge).ConfigureAwait(false);
        return true;
    }

    private ValueTask AnswerAsync(HttpMessage message, Challenge challenge) => AuthenticateAndAuthorizeRequestAsync(
        message,
        new TokenRequestContext([challenge.Scope], message.Request.ClientRequestId, tenantId: challenge.Tenant));
}
