using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace PayFunctions.Tests.Embedded.Tables;

/// <summary>An identity in the place of a key: what it is asked for, and what the requests carry.</summary>
public class Tokens
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // azure-sdk-for-net: sdk/tables/Azure.Data.Tables/src/TableBearerTokenChallengeAuthorizationPolicy.cs
    [Fact]
    public async Task A_token_is_asked_of_storage_once_and_sent_with_each_request()
    {
        var service = new Service();
        var credential = new Credential();

        var table = service.Table(credential);
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);
        await table.UpsertEntityAsync(new TableEntity("p", "r"), TableUpdateMode.Replace, Cancellation);

        Assert.Equal(["Bearer token-1", "Bearer token-1"], service.Authorizations);
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
    }

    // azure-sdk-for-net: sdk/core/Azure.Core/src/Pipeline/BearerTokenAuthenticationPolicy.cs (continuous access evaluation)
    [Fact]
    public async Task A_challenge_for_claims_is_answered_by_a_token_that_has_them()
    {
        var service = new Service { Challenges = true };
        var credential = new Credential();

        await service.Table(credential).AddEntityAsync(new TableEntity("p", "r"), Cancellation);

        Assert.Equal(["Bearer token-1", "Bearer token-2"], service.Authorizations);
        Assert.Equal([null, """{"access_token":{}}"""], credential.Claims);
    }

    private sealed class Credential : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public List<string?> Claims { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            Claims.Add(requestContext.Claims);
            return new($"token-{Claims.Count}", DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    private sealed class Service : HttpMessageHandler
    {
        private const string Claims = "eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="; // {"access_token":{}}

        public bool Challenges { get; init; }

        public List<string> Authorizations { get; } = [];

        public TableClient Table(TokenCredential credential) => new TableServiceClient(
            new Uri("https://account.table.core.windows.net"), credential,
            new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(this)) }).GetTableClient("orders");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorizations.Add($"{request.Headers.Authorization}");
            if (!Challenges || Authorizations.Count > 1)
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
            var refusal = new HttpResponseMessage(HttpStatusCode.Unauthorized);
            refusal.Headers.TryAddWithoutValidation(
                "WWW-Authenticate", $"Bearer error=\"insufficient_claims\", claims=\"{Claims}\"");
            return Task.FromResult(refusal);
        }
    }
}
