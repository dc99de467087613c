using System.Security.Cryptography;

namespace PayFunctions.Infra.Cryptography;

/// <summary>An RSA public key that checks <c>SHA256-RSA2048</c> signatures, from any thread.</summary>
internal sealed class SignatureKey
{
    /// <summary>Smaller keys are refused wherever they come from.</summary>
    public const int BitsMin = 2048;

    /// <summary>Larger ones too: nobody has them, and a signature is read onto the stack.</summary>
    public const int BitsMax = 8192;

    private static readonly Lazy<SignatureKey> Nobody = new(static () =>
    {
        using var key = RSA.Create(new RSAParameters { Modulus = NobodysModulus(), Exponent = [1, 0, 1] });
        return new(key);
    });

    private readonly InstanceSlots<RSA> _instances;

    /// <exception cref="CryptographicException">The key is smaller than <see cref="BitsMin"/> or larger than
    /// <see cref="BitsMax"/>.</exception>
    public SignatureKey(RSA key)
    {
        if (key.KeySize is < BitsMin or > BitsMax)
            throw new CryptographicException($"An RSA key of {key.KeySize} bits; {BitsMin} to {BitsMax} are taken.");
        SignatureBytes = key.KeySize / 8;
        var parameters = key.ExportParameters(includePrivateParameters: false);
        _instances = new(() => RSA.Create(parameters));
    }

    /// <summary>
    /// Stands in where a message names a key that nobody knows: it is verified all the same, and refused whatever comes of
    /// it, so that the time of the answer does not tell which keys are known.
    /// </summary>
    public static SignatureKey Nobodys => Nobody.Value;

    /// <summary>How long a signature of this key is.</summary>
    public int SignatureBytes { get; }

    /// <summary>Whether the signature is this key's over the message with that SHA-256.</summary>
    public bool Verifies(ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> signature)
    {
        using var rsa = _instances.Rent();
        return rsa.Instance.VerifyHash(sha256, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>A number of 2048 bits that nobody chose by its factors.</summary>
    private static byte[] NobodysModulus()
    {
        var modulus = new byte[BitsMin / 8];
        for (var at = 0; at < modulus.Length; at += SHA256.HashSizeInBytes)
            SHA256.HashData([(byte)at], modulus.AsSpan(at));
        modulus[0] |= 0x80; // As long as the others, and odd as they are.
        modulus[^1] |= 1;
        return modulus;
    }
}
