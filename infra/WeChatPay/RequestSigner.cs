using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Signs requests with the private key of the merchant's own certificate.</summary>
internal sealed class RequestSigner : IDisposable
{
    public const string Scheme = "WECHATPAY2-SHA256-RSA2048";

    private readonly string _merchantId;
    private readonly string _serial;
    private readonly RsaInstances _key;

    public RequestSigner(string merchantId, string serial, string privateKeyPem) =>
        (_merchantId, _serial, _key) = (merchantId, serial, new(privateKeyPem));

    /// <param name="key">Copied, and still the caller's.</param>
    public RequestSigner(string merchantId, string serial, RSA key) =>
        (_merchantId, _serial, _key) = (merchantId, serial, new(key));

    public string Serial => _serial;

    public void Dispose() => _key.Dispose();

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => $"signer of {_merchantId}, serial {_serial}";

    /// <summary>The parameter of the <c>Authorization</c> header, after the scheme.</summary>
    /// <param name="target">Path and query exactly as they will be sent.</param>
    /// <param name="body">The bytes that will be sent; they are not to be serialized again.</param>
    public string Authorize(string method, string target, ReadOnlySpan<byte> body, long unixSeconds, string nonce)
    {
        var signature = Sign(string.Create(null, $"{method}\n{target}\n{unixSeconds}\n{nonce}\n"), body);
        return string.Create(null, $"mchid=\"{_merchantId}\",nonce_str=\"{nonce}\",timestamp=\"{unixSeconds}\",") +
            $"serial_no=\"{_serial}\",signature=\"{signature}\"";
    }

    /// <summary>The signature over the lines and the body, ended by a line end of its own even if the body has
    /// one.</summary>
    public string Sign(string lines, ReadOnlySpan<byte> body)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(lines.Length) + body.Length + 1);
        var length = Encoding.UTF8.GetBytes(lines, buffer);
        body.CopyTo(buffer.AsSpan(length));
        length += body.Length;
        buffer[length++] = (byte)'\n';
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(buffer);

        return Convert.ToBase64String(_key.SignHash(hash));
    }
}
