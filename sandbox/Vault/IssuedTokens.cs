using Azure.Core;

namespace PayFunctions.Sandbox.Vault;

/// <summary>A credential of whoever may enter a simulated vault, and what it was asked for.</summary>
internal sealed class IssuedTokens(SimulatedKeyVault vault) : TokenCredential
{
    public List<TokenRequestContext> Asked { get; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Asked.Add(requestContext);
        var (token, end) = vault.IssueToken();
        return new(token, end);
    }

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
