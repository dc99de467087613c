using System.Security.Cryptography;
using System.Text;
using PayFunctions.Core;
using PayFunctions.Infra.ApplePay;
using PayFunctions.Sandbox.Apple;

namespace PayFunctions.Tests.Infra.ApplePay;

public class TokenTests
{
    private static readonly DeviceSide Side = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_genuine_token_of_either_version_opens(bool isEc)
    {
        var opened = Side.Open(Side.Pay(isEc ? Side.Ec : Side.Rsa));

        Assert.Null(opened.Refusal);
        using var token = opened.Token!;
        Assert.Equal(new Money(1234, Currency.Cny), token.Amount);
        Assert.Equal(ApplePayDevice.AccountNumber, Encoding.ASCII.GetString(token.AccountNumber));
        Assert.Equal("Af9x/QwAA/DjmU65oyc1MAABAAA=", Encoding.ASCII.GetString(token.Cryptogram));
        Assert.Equal(("301231", "7"), (
            Encoding.ASCII.GetString(token.ExpirationDate), Encoding.ASCII.GetString(token.EciIndicator)));
    }

    [Fact]
    public void Nothing_of_a_token_stands_in_its_text_and_nothing_is_left_after_it()
    {
        var token = Side.Open(Side.Pay()).Token!;

        Assert.DoesNotContain(ApplePayDevice.AccountNumber, token.ToString(), StringComparison.Ordinal);
        token.Dispose();

        Assert.Throws<ObjectDisposedException>(() => token.AccountNumber.Length);
    }

    [Fact]
    public void Of_two_keys_while_one_is_renewed_the_token_names_its_own()
    {
        var second = new PayTo(DeviceSide.MerchantId, ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));
        var tokens = DeviceSide.Reader(
            Side.Authority.RootPem, DeviceSide.MerchantId, DeviceSide.Now, DeviceSide.Pem(Side.Ec),
            DeviceSide.Pem(second));

        Assert.All([Side.Ec, second], to =>
            Assert.Null(tokens.Open(DeviceSide.MerchantId, DeviceSide.Token(Side.Pay(to))).Refusal));
    }

    [Fact]
    public void A_shared_secret_that_begins_with_a_zero_keeps_its_width()
    {
        var merchant = (ECDiffieHellman)Side.Ec.Key;
        for (var tries = 0; tries < 4000; tries++)
        {
            using var device = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            var secret = merchant.DeriveRawSecretAgreement(device.PublicKey);
            if (secret[0] != 0) continue;

            using var ours = new MerchantKey(DeviceSide.MerchantId, DeviceSide.Pem(Side.Ec))
                .Unwrap(device.ExportSubjectPublicKeyInfo());
            byte[] message =
            [
                0, 0, 0, 1, .. secret, 0x0D, .. "id-aes256-GCM"u8, .. "Apple"u8,
                .. SHA256.HashData(Encoding.UTF8.GetBytes(DeviceSide.MerchantId)),
            ];
            Assert.Equal(32, secret.Length);
            Assert.Equal(SHA256.HashData(message), ours!.Span.ToArray());
            return;
        }

        Assert.Fail("None of 4000 secrets begins with a zero: one in 256 does.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    public void What_the_other_implementation_seals_ours_opens_and_no_changed_bit_of_it(int length)
    {
        var (key, plain) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(length));
        var sealedBytes = LongNonceGcm.Seal(key, plain);
        var opened = new byte[length];

        Assert.True(SealedBytes.TryOpen(key, sealedBytes, opened));
        Assert.Equal(plain, opened);
        foreach (var at in new[] { 0, length - 1, length, sealedBytes.Length - 1 })
        {
            var changed = sealedBytes.ToArray();
            changed[at] ^= 0x10;
            var untouched = new byte[length];
            Assert.False(SealedBytes.TryOpen(key, changed, untouched));
            Assert.All(untouched, one => Assert.Equal(0, one));
        }
    }
}
