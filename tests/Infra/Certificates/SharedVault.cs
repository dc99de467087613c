using PayFunctions.Infra.Vault;

namespace PayFunctions.Tests.Infra.Certificates;

/// <summary>A vault that several instances share, and that can be away.</summary>
internal sealed class SharedVault : ICertificateVault
{
    private readonly MemoryVault _inner = new();

    public string Title => "the tests' vault";

    public bool IsShared => true;

    /// <summary>How every request ends, instead of being carried out.</summary>
    public VaultOutcome? Fails { get; set; }

    public int Puts { get; private set; }

    public Task<VaultAnswer<IReadOnlyList<VaultedCertificate>>> ListAsync(CancellationToken cancellation) =>
        Fails is { } outcome ? Failed<IReadOnlyList<VaultedCertificate>>(outcome) : _inner.ListAsync(cancellation);

    public Task<VaultAnswer<string>> GetAsync(string name, CancellationToken cancellation) =>
        Fails is { } outcome ? Failed<string>(outcome) : _inner.GetAsync(name, cancellation);

    public Task<VaultAnswer<bool>> PutAsync(
        VaultedCertificate certificate, string pem, CancellationToken cancellation)
    {
        Puts++;
        return Fails is { } outcome ? Failed<bool>(outcome) : _inner.PutAsync(certificate, pem, cancellation);
    }

    private static Task<VaultAnswer<T>> Failed<T>(VaultOutcome outcome) =>
        Task.FromResult(new VaultAnswer<T>(outcome, Why: "as told"));
}
