using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Forms;
using PayFunctions.Tests.Docs;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Alipay;

/// <summary>Alipay's own published messages, read in place where they are there.</summary>
public class VectorTests
{
    private static string Folder => Path.Combine(Repository.Root, "..", "shared", "protocols", "vectors", "alipay");

    [Fact]
    public void The_published_notification_verifies_and_is_understood()
    {
        var vector = Read("notify-trade.json");
        var appId = vector.GetProperty("fields").GetProperty("app_id").GetString()!;
        var options = AlipaySide.PublicKeyMode();
        options.PublicKey = Text("notify-trade-public-key.pem");
        options.SellerId = vector.GetProperty("fields").GetProperty("seller_id").GetString();
        var all = new AlipayOptions();
        all.Apps.Add(appId, options);
        var notifications = new AlipayNotifications(
            new(Options.Create(all)), new Reading(), new Monitored<CallbackOptions>(new()), new ManualClock(AlipaySide.Now),
            NullLogger<AlipayNotifications>.Instance);

        var read = notifications.Read(Bytes(vector, "form_body"));

        Assert.Equal("20190815155618536-564-57", read.Key.OrderId);
        Assert.Equal((appId, 10L), (read.Evidence!.MerchantId, read.Evidence.Total!.Value.MinorUnits));
        Assert.Equal("2019081500222155624068450559358070", read.Evidence.Id);
    }

    [Fact]
    public void The_published_notifications_fields_make_the_published_text()
    {
        var vector = Read("notify-trade.json");
        var body = Bytes(vector, "form_body");
        var fields = new FormField[Form.FieldsMax];

        Assert.Null(FormReader.Read(body, new byte[body.Length], fields, out var form));

        var signed = form.WriteSigned(certificateMode: false, new byte[body.Length]);
        Assert.Equal(vector.GetProperty("string_to_verify").GetString(), System.Text.Encoding.UTF8.GetString(signed));
    }

    [Fact]
    public void The_published_answer_verifies_over_the_text_that_is_cut_out_of_it()
    {
        var vector = Read("response-sign.json");
        var found = ResponseNode.Find(Bytes(vector, "body"), vector.GetProperty("response_key").GetString()!);
        using var pem = Pem.ReadKey(Text("gateway-public-key.pem"));
        var key = new SignatureKey(pem);
        var signature = new byte[key.SignatureBytes];

        Assert.Equal(vector.GetProperty("signed_text").GetString(), Utf8(found!.Raw.Span));
        Assert.True(CanonicalBase64.TryDecode(found.Sign, signature));
        Assert.True(key.Verifies(System.Security.Cryptography.SHA256.HashData(found.Raw.Span), signature));
    }

    [Fact]
    public void Every_published_case_is_cut_where_it_should_be()
    {
        foreach (var one in Read("response-sign.json").GetProperty("slicing_cases").EnumerateArray())
        {
            var found = ResponseNode.Find(Bytes(one, "body"), one.GetProperty("response_key").GetString()!);
            Assert.Equal(one.GetProperty("signed_text").GetString(), Utf8(found!.Raw.Span));
        }
    }

    [Fact]
    public void The_published_certificates_have_the_published_serial_numbers()
    {
        var vector = Read("cert-sn.json");

        Assert.Equal(
            vector.GetProperty("app_cert").GetProperty("app_cert_sn").GetString(),
            CertificateSerials.Of(CertificatesOf("app-cert.crt")[0]));
        Assert.Equal(
            vector.GetProperty("alipay_cert").GetProperty("alipay_cert_sn").GetString(),
            CertificateSerials.Of(CertificatesOf("alipay-cert.crt")[0]));
        Assert.Equal(
            vector.GetProperty("root").GetProperty("alipay_root_cert_sn").GetString(),
            CertificateSerials.OfRoots(CertificatesOf("alipay-root.crt")));
    }

    private static X509Certificate2Collection CertificatesOf(string file) =>
        PayFunctions.Infra.Alipay.Certificates.Read(Text(file));

    private static JsonElement Read(string file) => JsonDocument.Parse(Text(file)).RootElement;

    private static string Text(string file)
    {
        var path = Path.Combine(Folder, file);
        if (!File.Exists(path)) Assert.Skip($"The published vectors are not at {path}.");
        return File.ReadAllText(path);
    }

    private static byte[] Bytes(JsonElement vector, string name) =>
        System.Text.Encoding.UTF8.GetBytes(vector.GetProperty(name).GetString()!);

    private static string Utf8(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
