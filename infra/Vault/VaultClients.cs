using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Certificates;
using Azure.Security.KeyVault.Secrets;

namespace PayFunctions.Infra.Vault;

/// <summary>The clients of one Key Vault, over one pool of connections.</summary>
internal sealed class VaultClients
{
    /// <param name="transport">What carries the requests; null for the network. Tests bring their own.</param>
    public VaultClients(VaultOptions options, TokenCredential credential, HttpPipelineTransport? transport = null)
    {
        Address = new(options.Uri!);
        transport ??= new HttpClientTransport(new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = options.NetworkTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10), // A vault that moves is found again by its name.
            UseCookies = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // The pipeline's own, one a try.
        });
        Secrets = new(Address, credential, With(new SecretClientOptions(SecretClientOptions.ServiceVersion.V7_6)
        {
            DisableChallengeResourceVerification = Address.IsLoopback,
        }));
        Certificates = new(
            Address, credential, With(new CertificateClientOptions(CertificateClientOptions.ServiceVersion.V7_6)
            {
                DisableChallengeResourceVerification = Address.IsLoopback,
            }));

        T With<T>(T client) where T : ClientOptions
        {
            client.Transport = transport;
            client.Retry.Mode = RetryMode.Exponential;
            client.Retry.MaxRetries = options.Retries;
            client.Retry.Delay = options.FirstRetry;
            client.Retry.MaxDelay = options.NetworkTimeout;
            client.Retry.NetworkTimeout = options.NetworkTimeout;
            return client;
        }
    }

    public Uri Address { get; }

    /// <summary>Of a vault on this machine the token's resource is not held to the name: it bears none.</summary>
    public SecretClient Secrets { get; }

    public CertificateClient Certificates { get; }
}
