using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Certificates;
using Azure.Security.KeyVault.Secrets;
using PayFunctions.Sandbox.Vault;

namespace PayFunctions.Tests.Sandbox.Vault;

/// <summary>A simulated vault of the test's own, and clients that trust its certificate and nobody else's.</summary>
internal sealed class VaultSide : IAsyncDisposable
{
    private VaultSide(SimulatedKeyVault vault)
    {
        Vault = vault;
        Http = vault.Trusting();
        Transport = new HttpClientTransport(Http);
    }

    public SimulatedKeyVault Vault { get; }

    public HttpClient Http { get; }

    public HttpPipelineTransport Transport { get; }

    public IssuedTokens Credential => new(Vault);

    public static async Task<VaultSide> StartAsync(TimeProvider? clock = null) => new(
        await SimulatedKeyVault.StartAsync(clock ?? TimeProvider.System, TestContext.Current.CancellationToken));

    /// <summary>The genuine client.</summary>
    public SecretClient Secrets(Action<SecretClientOptions>? change = null)
    {
        var options = Patient(new SecretClientOptions { DisableChallengeResourceVerification = true });
        change?.Invoke(options);
        return new(Vault.Uri, Credential, options);
    }

    public CertificateClient Certificates(Action<CertificateClientOptions>? change = null)
    {
        var options = Patient(new CertificateClientOptions(CertificateClientOptions.ServiceVersion.V7_6)
        {
            DisableChallengeResourceVerification = true,
        });
        change?.Invoke(options);
        return new(Vault.Uri, Credential, options);
    }

    public static X509Certificate2 NewCertificate(string name, int days = 365, int startsDaysAgo = 1)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = DateTimeOffset.UtcNow;
        using var made = request.CreateSelfSigned(now.AddDays(-startsDaysAgo), now.AddDays(days));
        return X509CertificateLoader.LoadPkcs12(
            made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>The statuses that the requests after that many got, in order.</summary>
    public int[] StatusesSince(int count) => [.. Vault.Requests.All().Skip(count).Select(request => request.Status)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Vault.DisposeAsync();
    }

    private T Patient<T>(T options) where T : ClientOptions
    {
        options.Transport = Transport;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(5);
        options.Retry.MaxRetries = 2;
        return options;
    }
}
