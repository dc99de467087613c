using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Tests.Infra.Alipay;
using PayFunctions.Tests.Infra.ApplePay;
using PayFunctions.Tests.Infra.UnionPay;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Fuzz;

/// <summary>Certificates as each provider hands them out, with other bytes in their DER or their PEM; and Apple Pay's tokens.</summary>
internal sealed class CertificateInputs
{
    private static readonly X509Certificate2[] Good =
        [AlipaySide.AlipayCertificate, UnionPaySide.GatewayCertificate, UnionPaySide.Authority.Middle, OddCertificate.TwoNamesInOne];

    private readonly DeviceSide _device = new();
    private readonly Infra.Alipay.Reading _alipay = new();
    private readonly Infra.UnionPay.Reading _unionPay = new();
    private readonly ResourceCipher _cipher = new(WeChatPaySide.ApiV3Key);
    private readonly IssuerCheck _issuer = IssuerCheck.Of(AlipaySide.Root.ExportCertificatePem());
    private readonly JsonObject[] _tokens;

    public CertificateInputs() => _tokens = [_device.Pay(), _device.Pay(_device.Rsa)];

    public static string MakePem(Dice dice)
    {
        var der = dice.Of(Good).RawData;
        if (!dice.OneIn(4)) der = OddBytes.Changed(dice, der);
        var pem = new string(PemEncoding.Write("CERTIFICATE", der));
        return dice.OneIn(4) ? OddText.Changed(dice, pem) : pem;
    }

    /// <summary>The certificate that Alipay's gateway answers with.</summary>
    public void HoldForAlipay(string pem)
    {
        var app = _alipay.Apps.Find(Encoding.ASCII.GetBytes(AlipaySide.CertificateAppId))!;
        AlipayCertificate.Check(app, "0123456789abcdef0123456789abcdef", pem, AlipaySide.Now, out var holds);
        Assert.Null(holds);
    }

    /// <summary>The certificate that a message of UnionPay's brings along.</summary>
    public void HoldForUnionPay(string pem)
    {
        var fields = UnionPaySide.With(UnionPaySide.Fields(), ("signPubKeyCert", pem));
        fields["signature"] = "AAAA";
        Assert.NotNull(_unionPay.Read(UnionPaySide.Form(fields)).Refusal);
    }

    /// <summary>A list as WeChat Pay's <c>/v3/certificates</c> answers: what is sealed in it, and the JSON around it.</summary>
    public void HoldForWeChatPay(string pem, Dice dice)
    {
        var item = JsonNode.Parse(WeChatPaySide.CertificateItem(AlipaySide.AlipayCertificate))!;
        item["encrypt_certificate"]!["ciphertext"] = WeChatPaySide.Seal(pem, "14b16c03dc1b", "certificate");
        var list = new JsonObject { ["data"] = new JsonArray(item) };
        var json = OddJson.Written(dice, dice.OneIn(2) ? list : OddJson.Changed(dice, list));
        try
        {
            PlatformCertificates.Open(json, _cipher, new(_issuer), AlipaySide.Now);
        }
        catch (JsonException)
        {
            return; // The caller takes it for an answer that can't be read.
        }
    }

    public PaymentTokenInput MakeToken(Dice dice)
    {
        var token = dice.Of(_tokens).DeepClone().AsObject();
        if (dice.OneIn(2))
        {
            var cms = OddBytes.Changed(dice, Convert.FromBase64String((string)token["signature"]!));
            token["signature"] = Convert.ToBase64String(cms);
        }
        else
        {
            token = OddJson.Changed(dice, token) as JsonObject ?? token;
        }

        return new(token);
    }

    public void Hold(PaymentTokenInput input) => _device.Tokens.Open(DeviceSide.MerchantId, input.Token);
}
