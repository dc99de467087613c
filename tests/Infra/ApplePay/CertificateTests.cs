using System.Security.Cryptography;
using PayFunctions.Infra.ApplePay;
using PayFunctions.Sandbox.Apple;

namespace PayFunctions.Tests.Infra.ApplePay;

public class CertificateTests
{
    private static readonly DeviceSide Side = new();
    private static readonly PayTo Next =
        new(DeviceSide.MerchantId, ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    [Fact]
    public void A_key_whose_certificate_is_over_opens_nothing_and_its_successor_does()
    {
        var tokens = DeviceSide.Reader(
            Side.Authority.RootPem, DeviceSide.MerchantId, DeviceSide.Now, [DeviceSide.Pem(Side.Ec), DeviceSide.Pem(Next)],
            [Certificate(Side.Ec, TimeSpan.FromMinutes(59)), Certificate(Next, TimeSpan.FromDays(700))]);

        var former = tokens.Open(DeviceSide.MerchantId, DeviceSide.Token(Side.Pay(Side.Ec)));
        using var next = tokens.Open(DeviceSide.MerchantId, DeviceSide.Token(Side.Pay(Next))).Token;

        Assert.Equal(ApplePayRefusal.KeyNotInForce, former.Refusal);
        Assert.NotNull(next);
    }

    [Fact]
    public void A_key_without_a_certificate_has_no_end()
    {
        var tokens = DeviceSide.Reader(
            Side.Authority.RootPem, DeviceSide.MerchantId, DeviceSide.Now, [DeviceSide.Pem(Side.Ec), DeviceSide.Pem(Next)],
            [Certificate(Next, TimeSpan.FromMinutes(59))]);

        using var opened = tokens.Open(DeviceSide.MerchantId, DeviceSide.Token(Side.Pay(Side.Ec))).Token;

        Assert.NotNull(opened);
    }

    [Fact]
    public void A_certificate_of_no_key_and_what_is_none_stop_the_start()
    {
        var options = new ApplePayOptions();
        var merchant = new ApplePayMerchantOptions
        {
            AcquirerUrl = "https://gateway.example.com/",
            AcquirerKey = "k",
            IdentityCertificate = "nothing",
        };
        merchant.PrivateKeys.Add(DeviceSide.Pem(Side.Ec));
        merchant.Certificates.Add(Certificate(Side.Ec, TimeSpan.FromDays(1)));
        merchant.Certificates.Add(Certificate(Next, TimeSpan.FromDays(1)));
        merchant.Certificates.Add("nothing");
        options.Merchants[DeviceSide.MerchantId] = merchant;

        var wrong = new ApplePayOptionsRules().Validate(null, options).Failures!.ToList();

        Assert.Collection(
            wrong,
            one => Assert.Contains("Certificates:1 is not of any of the PrivateKeys", one, StringComparison.Ordinal),
            one => Assert.Contains("Certificates:2 is not a certificate", one, StringComparison.Ordinal),
            one => Assert.Contains("IdentityCertificate is not a certificate", one, StringComparison.Ordinal));
    }

    private static string Certificate(PayTo to, TimeSpan validFor) =>
        Side.Authority.IssueProcessing(to, validFor).ExportCertificatePem();
}
