using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PayFunctions.Sandbox.Apple;

/// <summary>A leaf's key and the certificates that vouch for it.</summary>
public sealed record SigningChain(
    AsymmetricAlgorithm Key, X509Certificate2 Leaf, X509Certificate2 Intermediate, X509Certificate2 Root)
{
    /// <summary>As a signed message carries it: leaf, intermediate, root.</summary>
    public string[] X5c => [.. new[] { Leaf, Intermediate, Root }.Select(one => Convert.ToBase64String(one.RawData))];

    /// <summary>A compact JWS over the payload, as the App Store signs.</summary>
    public string Sign(string payload) => Sign(
        $$"""{"alg":"ES256","x5c":["{{string.Join("\",\"", X5c)}}"]}""", payload);

    /// <summary>The same under a header of any kind; signed with ES256 whatever that says.</summary>
    public string Sign(string header, string payload)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        var bytes = System.Text.Encoding.ASCII.GetBytes(signed);
        var signature = Key is ECDsa ec
            ? ec.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            : ((RSA)Key).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(string text) =>
        System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
}
