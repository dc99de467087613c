using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Vault;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class KeyHygieneTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_key_sealed_into_a_file_opens_under_the_vaults_secret_and_no_other()
    {
        var pem = Encoding.UTF8.GetBytes(WeChatPaySide.MerchantKey.ExportPkcs8PrivateKeyPem());
        using var secret = new SecretBytes(pem);
        using var wrapping = WrappingKey();
        using var other = WrappingKey();

        var file = WrappedKeyFile.Read(WrappedKeyFile.Seal("wrapping", wrapping, secret).ToJson())!;
        using var opened = file.Open(wrapping)!;

        Assert.Equal(pem, opened.Span.ToArray());
        Assert.Null(file.Open(other));
        Assert.Null((file with { Key = "another" }).Open(wrapping));
        Assert.Null(WrappedKeyFile.Read("{}"u8));
    }

    [Fact]
    public void A_signer_says_nothing_of_its_key_and_signs_no_more_once_it_is_disposed_of()
    {
        using var pem = new SecretBytes(Encoding.UTF8.GetBytes(WeChatPaySide.MerchantKey.ExportPkcs8PrivateKeyPem()));
        using var loaded = PemKeys.Read(pem)!;
        var signer = new RequestSigner("1900000001", "A1", loaded.Key);
        var before = signer.Sign("a\n", default);

        signer.Dispose();

        Assert.NotEmpty(before);
        Assert.Equal("signer of 1900000001, serial A1", signer.ToString());
        Assert.DoesNotContain("PRIVATE", loaded.ToString(), StringComparison.Ordinal);
        var failure = Assert.Throws<ObjectDisposedException>(() => signer.Sign("a\n", default));
        Assert.DoesNotContain("PRIVATE", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_was_taken_over_from_is_the_merchants_own_for_the_overlap_and_then_gone()
    {
        var old = new RequestSigner("1900000001", "A1", WeChatPaySide.MerchantKey);
        using var keys = new MerchantKeys(old);
        keys.Replace(new("1900000001", "B2", WeChatPaySide.OtherKey), Now, TimeSpan.FromHours(24));

        keys.Retire(Now.AddHours(24));
        Assert.True(keys.IsOwn("A1") && keys.IsOwn("B2"));
        Assert.Equal("B2", keys.Current?.Serial);
        keys.Retire(Now.AddHours(25));

        Assert.False(keys.IsOwn("A1"));
        Assert.Throws<ObjectDisposedException>(() => old.Sign("a\n", default));
    }

    private static SecretBytes WrappingKey() =>
        new(Encoding.UTF8.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
}
