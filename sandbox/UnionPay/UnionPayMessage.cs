using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>A message of acp 5.1.0: fields, and the signature over them.</summary>
internal sealed class UnionPayMessage(IEnumerable<KeyValuePair<string, string>> fields)
{
    private readonly SortedDictionary<string, string> _fields =
        new(fields.ToDictionary(one => one.Key, one => one.Value), StringComparer.Ordinal);

    public string this[string name]
    {
        get => _fields.GetValueOrDefault(name, "");
        set => _fields[name] = value;
    }

    /// <summary>The hash's small hex letters are what RSA hashes again.</summary>
    private byte[] Digest
    {
        get
        {
            var text = string.Join('&', _fields
                .Where(one => one.Value.Length > 0 && one.Key != "signature").Select(one => $"{one.Key}={one.Value}"));
            return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        }
    }

    public void Remove(string name) => _fields.Remove(name);

    public void Sign(RSA key) => this["signature"] = Convert.ToBase64String(
        key.SignData(Digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public bool IsSignedBy(RSA key)
    {
        var signature = new byte[this["signature"].Length];
        return Convert.TryFromBase64String(this["signature"], signature, out var length) && key.VerifyData(
            Digest, signature.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public byte[] Form() => Encoding.ASCII.GetBytes(string.Join('&', _fields.Select(
        one => $"{one.Key}={Uri.EscapeDataString(one.Value).Replace("%20", "+", StringComparison.Ordinal)}")));
}
