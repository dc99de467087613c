using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Forms;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>A message of the real test gateway's, read in place where it is there; and twins of our own.</summary>
public class VectorTests
{
    private const string TestSigner = "00040000:SIGN";

    private static string Folder => Path.Combine(Repository.Root, "..", "shared", "protocols", "vectors", "unionpay");

    [Fact]
    public void The_published_messages_fields_make_the_published_text_and_hash()
    {
        var vector = Vector();
        var body = Bytes(vector, "form_body");

        var text = TextOf(body);

        Assert.Equal(vector.GetProperty("string_to_verify").GetString(), Encoding.UTF8.GetString(text));
        Assert.Equal(vector.GetProperty("sha256_hex").GetString(), Convert.ToHexStringLower(SHA256.HashData(text)));
    }

    [Fact]
    public void The_published_message_verifies_by_the_certificate_that_it_brings_under_the_published_root()
    {
        var vector = Vector();
        var fields = vector.GetProperty("fields");

        var signer = Signers(TestSigner).Find(Bytes(fields, "signPubKeyCert"), At(vector), out _);

        Assert.True(Verifies(signer!.Key, TextOf(Bytes(vector, "form_body")), fields.GetProperty("signature").GetString()!));
    }

    [Fact]
    public void The_published_certificate_is_held_to_its_name_its_time_and_its_root()
    {
        var vector = Vector();
        var certificate = Bytes(vector.GetProperty("fields"), "signPubKeyCert");

        Assert.Null(Signers("中国银联股份有限公司").Find(certificate, At(vector), out var name));
        Assert.Null(Signers(TestSigner).Find(certificate, At(vector).AddYears(5), out var late));
        Assert.Null(Own(TestSigner).Find(certificate, At(vector), out var root));
        Assert.Equal(
            (UnionPayRefusal.OtherSigner, UnionPayRefusal.CertificateNotInForce, UnionPayRefusal.UntrustedCertificate),
            (name, late, root));
    }

    [Fact]
    public void A_message_of_our_own_making_verifies_in_the_same_way()
    {
        var fields = UnionPaySide.Sign(UnionPaySide.Fields());
        var text = TextOf(UnionPaySide.Form(fields));

        var signer = Own(TestSigner).Find(Encoding.ASCII.GetBytes(fields["signPubKeyCert"]), UnionPaySide.Now, out _);

        Assert.Equal(UnionPaySide.TextOf(fields), Encoding.UTF8.GetString(text));
        Assert.True(Verifies(signer!.Key, text, fields["signature"]));
    }

    [Fact]
    public void The_text_leaves_out_what_is_empty_sorts_by_bytes_and_keeps_what_values_hold()
    {
        var text = TextOf("b=%7Bx%3D1%26y%3D2%7D&B=+%2B&empty=&a=1&signature=AAAA"u8.ToArray());

        Assert.Equal("B= +&a=1&b={x=1&y=2}", Encoding.UTF8.GetString(text));
    }

    [Fact]
    public void The_hash_is_of_the_hex_text_of_the_hash()
    {
        var hash = new byte[32];

        SignedText.Hash("a=1"u8, hash);

        // python3: sha256(sha256(b"a=1").hexdigest().encode()).hexdigest()
        var twice = SHA256.HashData(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData("a=1"u8))));
        Assert.Equal("bb713088d21c01160e25d41f095e6974708f6c75334488d73e99107e7852d632", Convert.ToHexStringLower(hash));
        Assert.Equal(twice, hash);
    }

    private static TrustedSigners Signers(string name) => new(
        new(PayFunctions.Infra.UnionPay.Certificates.Read(Text("test-root.pem")),
            PayFunctions.Infra.UnionPay.Certificates.Read(Text("test-intermediate.pem"))), name);

    private static TrustedSigners Own(string name) =>
        new(new([UnionPaySide.Authority.Root], [UnionPaySide.Authority.Middle]), name);

    private static byte[] TextOf(byte[] body)
    {
        var fields = new FormField[Form.FieldsMax];
        Assert.Null(FormReader.Read(body, new byte[body.Length], fields, out var form));
        return SignedText.Write(form, new byte[body.Length]).ToArray();
    }

    private static bool Verifies(SignatureKey key, byte[] text, string base64)
    {
        var (hash, signature) = (new byte[32], new byte[key.SignatureBytes]);
        SignedText.Hash(text, hash);
        return CanonicalBase64.TryDecode(base64, signature) && key.Verifies(hash, signature);
    }

    private static DateTimeOffset At(JsonElement vector) =>
        DateTimeOffset.Parse(vector.GetProperty("clock").GetString()!, CultureInfo.InvariantCulture);

    private static JsonElement Vector() => JsonDocument.Parse(Text("signed-message.json")).RootElement;

    private static string Text(string file)
    {
        var path = Path.Combine(Folder, file);
        if (!File.Exists(path)) Assert.Skip($"The published vectors are not at {path}.");
        return File.ReadAllText(path);
    }

    private static byte[] Bytes(JsonElement vector, string name) =>
        Encoding.UTF8.GetBytes(vector.GetProperty(name).GetString()!);
}
