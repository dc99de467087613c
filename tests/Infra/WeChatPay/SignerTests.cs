using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class SignerTests
{
    private readonly RequestSigner _signer = new(
        WeChatPaySide.MerchantId, WeChatPaySide.MerchantSerial, WeChatPaySide.MerchantKey.ExportPkcs8PrivateKeyPem());

    [Theory]
    [InlineData("GET", "", "GET\n/v3/certificates\n1700000000\nN1\n\n")]
    [InlineData("POST", "{\"a\":1}\n", "POST\n/v3/certificates\n1700000000\nN1\n{\"a\":1}\n\n")]
    public void Five_lines_are_signed_each_ended_by_a_line_end(string method, string body, string message)
    {
        var header = _signer.Authorize(method, "/v3/certificates", Encoding.UTF8.GetBytes(body), 1_700_000_000, "N1");

        var parts = Regex.Match(
            header,
            "^mchid=\"1900000001\",nonce_str=\"N1\",timestamp=\"1700000000\",serial_no=\"5157F09EFDC096DE15EBE81A47057A7232F1B8E1\",signature=\"(.+)\"$");
        Assert.True(parts.Success, header);
        Assert.True(WeChatPaySide.MerchantKey.VerifyData(
            Encoding.UTF8.GetBytes(message), Convert.FromBase64String(parts.Groups[1].Value), HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void A_key_whose_line_ends_are_spelled_out_is_read()
    {
        using var key = Pem.ReadKey(
            WeChatPaySide.MerchantKey.ExportPkcs8PrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal));

        Assert.True(Pem.HasPrivateHalf(key));
    }

    [Fact]
    public void What_was_sealed_with_another_key_nonce_or_context_does_not_open()
    {
        var sealedBytes = Convert.FromBase64String(WeChatPaySide.Seal("hello", "0123456789ab", "certificate"));
        var plain = new byte[5];
        var cipher = new ResourceCipher(WeChatPaySide.ApiV3Key);

        Assert.True(cipher.TryOpen("0123456789ab"u8, sealedBytes, "certificate"u8, plain));
        Assert.Equal("hello"u8, plain);
        Assert.False(cipher.TryOpen("0123456789ac"u8, sealedBytes, "certificate"u8, plain));
        Assert.False(cipher.TryOpen("0123456789ab"u8, sealedBytes, "transaction"u8, plain));
        Assert.False(cipher.TryOpen("short"u8, sealedBytes, "certificate"u8, plain));
        Assert.False(new ResourceCipher(new('k', 32)).TryOpen("0123456789ab"u8, sealedBytes, "certificate"u8, plain));
    }
}
