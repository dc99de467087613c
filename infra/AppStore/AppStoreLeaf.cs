using System.Security.Cryptography;
using PayFunctions.Infra.Apple;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.AppStore;

/// <summary>A leaf whose chain is trusted: it checks ES256 signatures, from any thread.</summary>
internal sealed class AppStoreLeaf
{
    /// <summary>r and s, 32 bytes each.</summary>
    public const int SignatureBytes = 64;

    private readonly InstanceSlots<ECDsa> _instances;
    private readonly ChainCheck _chain;

    public AppStoreLeaf(ECDsa key, ChainCheck chain)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        (_instances, _chain) = (new(() => ECDsa.Create(parameters)), chain);
    }

    public bool Verifies(ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> signature)
    {
        using var key = _instances.Rent();
        return key.Instance.VerifyHash(sha256, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Whether its whole chain was in force then.</summary>
    public bool Holds(DateTimeOffset at) => _chain.Holds(at);
}
