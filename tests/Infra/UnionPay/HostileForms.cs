using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>The table of bad notifications: what is wrong with each, and the reason it must be refused for.</summary>
internal static class HostileForms
{
    private static readonly string Genuine = Encoding.ASCII.GetString(UnionPaySide.Signed(UnionPaySide.Fields()));

    public static IReadOnlyList<(string Name, UnionPayRefusal Reason, Func<byte[]> Make)> All { get; } =
    [
        ("an amount raised after signing", UnionPayRefusal.BadSignature, () => Swap("txnAmt=1230", "txnAmt=9930")),
        ("a failure made a success", UnionPayRefusal.BadSignature, () => Resigned(("respCode", "64"), then: ("respCode", "00"))),
        ("another order's number", UnionPayRefusal.BadSignature, () => Swap("orderId=ORD00000001", "orderId=ORD00000002")),
        ("another order's time", UnionPayRefusal.BadSignature, () => Swap("txnTime=20240301080000", "txnTime=20240301080001")),
        ("another trade's number", UnionPayRefusal.BadSignature, () => Swap("queryId=202403010800000000018", "queryId=202403010800000000019")),
        ("another currency after signing", UnionPayRefusal.BadSignature, () => Swap("currencyCode=156", "currencyCode=840")),
        ("a refund made a payment", UnionPayRefusal.BadSignature, () => Resigned(("txnType", "04"), then: ("txnType", "01"))),
        ("a field added after signing", UnionPayRefusal.BadSignature, () => Ascii(Genuine + "&extra=1")),
        ("a field that a router's query would add", UnionPayRefusal.BadSignature, () => Ascii("tenant=acme&" + Genuine)),
        ("signed by a stranger's key", UnionPayRefusal.BadSignature, () => UnionPaySide.Signed(UnionPaySide.Fields(), UnionPaySide.OtherKey)),
        ("signed by the merchant's own key", UnionPayRefusal.BadSignature, () => UnionPaySide.Signed(UnionPaySide.Fields(), UnionPaySide.MerchantKey)),
        ("hashed once, not twice", UnionPayRefusal.BadSignature, () => SignedOver(text => Encoding.UTF8.GetBytes(text))),
        ("hashed to large letters", UnionPayRefusal.BadSignature, () => SignedOver(text => Ascii(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))))),
        ("SHA-1 inside and outside, as 5.0.0 has it", UnionPayRefusal.BadSignature, Sha1Inside),
        ("signed without its certificate", UnionPayRefusal.BadSignature, SignedWithoutCertificate),
        ("version 5.0.0", UnionPayRefusal.UnsupportedVersion, () => Resigned(("version", "5.0.0"))),
        ("no version", UnionPayRefusal.UnsupportedVersion, () => Resigned(("version", null))),
        ("signMethod 11, a shared secret", UnionPayRefusal.UnsupportedSignMethod, () => Resigned(("signMethod", "11"))),
        ("signMethod 12, SM3", UnionPayRefusal.UnsupportedSignMethod, () => Resigned(("signMethod", "12"))),
        ("signMethod none", UnionPayRefusal.UnsupportedSignMethod, () => Resigned(("signMethod", "none"))),
        ("no signature", UnionPayRefusal.MissingSignature, () => ChangeSignature(_ => null)),
        ("an empty signature", UnionPayRefusal.MissingSignature, () => ChangeSignature(_ => "")),
        ("a signature cut short", UnionPayRefusal.BadSignature, () => ChangeSignature(sign => sign[..^8])),
        ("a signature without its last padding", UnionPayRefusal.BadSignature, () => ChangeSignature(sign => sign.TrimEnd('='))),
        ("a signature with a line end inside", UnionPayRefusal.BadSignature, () => ChangeSignature(sign => sign.Insert(76, "\n"))),
        ("a signature in the alphabet of URLs", UnionPayRefusal.BadSignature, () => ChangeSignature(sign => sign.Replace('+', '-').Replace('/', '_') + "-")),
        ("a signature with bytes behind it", UnionPayRefusal.BadSignature, () => ChangeSignature(sign => sign + "AAAA")),
        ("a signature of 40 KB", UnionPayRefusal.BadSignature, () => ChangeSignature(_ => new string('A', 40_000))),
        ("no certificate", UnionPayRefusal.UnreadableCertificate, () => Certified((string?)null)),
        ("a certificate cut short", UnionPayRefusal.UnreadableCertificate, () => Certified(GenuinePem[..^100])),
        ("a certificate whose base64 is cut short", UnionPayRefusal.UnreadableCertificate, () => Certified(GenuinePem.Remove(400, 64))),
        ("a certificate without its frame", UnionPayRefusal.UnreadableCertificate, () => Certified(Convert.ToBase64String(UnionPaySide.GatewayCertificate.RawData))),
        ("two certificates", UnionPayRefusal.UnreadableCertificate, () => Certified(GenuinePem + "\r\n" + GenuinePem)),
        ("a bare public key", UnionPayRefusal.UnreadableCertificate, () => Certified(UnionPaySide.OtherKey.ExportSubjectPublicKeyInfoPem(), UnionPaySide.OtherKey)),
        ("a certificate of 20 KB", UnionPayRefusal.UnreadableCertificate, () => Certified(GenuinePem + new string(' ', 20_000))),
        ("a certificate that signed itself", UnionPayRefusal.UntrustedCertificate, () => Certified(SelfSigned(), UnionPaySide.OtherKey)),
        ("a certificate of another root with the same names", UnionPayRefusal.UntrustedCertificate, () => Certified(UnionPaySide.OtherAuthority.Leaf(UnionPaySide.OtherKey), UnionPaySide.OtherKey)),
        ("a certificate whose middle nobody has", UnionPayRefusal.UntrustedCertificate, () => Certified(new Authority("CFCA NEW", HashAlgorithmName.SHA256).Leaf(UnionPaySide.OtherKey), UnionPaySide.OtherKey)),
        ("a certificate that a leaf has issued", UnionPayRefusal.UntrustedCertificate, () => Certified(UnionPaySide.Authority.LeafOf(UnionPaySide.MerchantCertificate, UnionPaySide.MerchantKey, UnionPaySide.OtherKey), UnionPaySide.OtherKey)),
        ("a certificate altered after it was signed", UnionPayRefusal.UntrustedCertificate, () => Certified(Altered())),
        ("a certificate that may not sign", UnionPayRefusal.UntrustedCertificate, () => Certified(UnionPaySide.Authority.Leaf(UnionPaySide.OtherKey, usage: X509KeyUsageFlags.KeyEncipherment), UnionPaySide.OtherKey)),
        ("a certificate of a weak key", UnionPayRefusal.UntrustedCertificate, WeakKey),
        ("a merchant's certificate of the genuine root", UnionPayRefusal.OtherSigner, () => Certified(UnionPaySide.MerchantCertificate, UnionPaySide.MerchantKey)),
        ("UnionPay's name in another part of the CN", UnionPayRefusal.OtherSigner, () => Certified(UnionPaySide.Authority.Leaf(UnionPaySide.OtherKey, $"{UnionPaySide.SignerName}@Z12@shop@1"), UnionPaySide.OtherKey)),
        ("a CN without parts", UnionPayRefusal.OtherSigner, () => Certified(UnionPaySide.Authority.Leaf(UnionPaySide.OtherKey, UnionPaySide.SignerName), UnionPaySide.OtherKey)),
        ("a second CN with UnionPay's name", UnionPayRefusal.OtherSigner, () => Certified(UnionPaySide.Authority.Leaf(UnionPaySide.OtherKey, $"shop, CN={Authority.TestSigner}"), UnionPaySide.OtherKey)),
        ("a certificate past its end", UnionPayRefusal.CertificateNotInForce, () => Certified(UnionPaySide.Authority.Leaf(UnionPaySide.GatewayKey, to: UnionPaySide.Now.AddSeconds(-1)))),
        ("a certificate before its time", UnionPayRefusal.CertificateNotInForce, () => Certified(UnionPaySide.Authority.Leaf(UnionPaySide.GatewayKey, from: UnionPaySide.Now.AddYears(30)))),
        ("decoded twice on its way", UnionPayRefusal.Malformed, () => Ascii(Uri.UnescapeDataString(Genuine))),
        ("the amount twice, the second the larger", UnionPayRefusal.DuplicateField, () => Ascii(Genuine + "&txnAmt=9930")),
        ("the signature twice", UnionPayRefusal.DuplicateField, () => Ascii(Genuine + "&signature=AAAA")),
        ("the certificate twice", UnionPayRefusal.DuplicateField, () => Ascii(Genuine + "&signPubKeyCert=AAAA")),
        ("a name in disguise twice", UnionPayRefusal.DuplicateField, () => Ascii(Genuine + "&%74xnAmt=9930")),
        ("a payment's field hidden in the one before it", UnionPayRefusal.AmbiguousField, HiddenField),
        ("a code hidden in what the merchant gave along", UnionPayRefusal.AmbiguousField, () => Resigned(("reqReserved", "{a=1&respCode=00}"))),
        ("GBK", UnionPayRefusal.UnsupportedEncoding, () => Resigned(("encoding", "GBK"))),
        ("UTF-16", UnionPayRefusal.UnsupportedEncoding, () => Resigned(("encoding", "UTF-16"))),
        ("no encoding", UnionPayRefusal.UnsupportedEncoding, () => Resigned(("encoding", null))),
        ("a merchant that is not ours", UnionPayRefusal.UnknownMerchant, () => Resigned(("merId", "777290058110099"))),
        ("no merchant", UnionPayRefusal.UnknownMerchant, () => Resigned(("merId", null))),
        ("a merId of 4 KB", UnionPayRefusal.UnknownMerchant, () => Resigned(("merId", new string('7', 4096)))),
        ("another merchant of ours, signed for the first", UnionPayRefusal.OtherSigner, () => Swap(UnionPaySide.MerchantId, UnionPaySide.OtherMerchantId)),
        ("a code that nobody knows", UnionPayRefusal.UnknownWord, () => Resigned(("respCode", "0Z"))),
        ("a code of 2 KB", UnionPayRefusal.UnknownWord, () => Resigned(("respCode", new string('0', 2048)))),
        ("no code", UnionPayRefusal.UnknownWord, () => Resigned(("respCode", null))),
        ("an amount with a sign", UnionPayRefusal.Incomplete, () => Resigned(("txnAmt", "-1230"))),
        ("an amount in yuan", UnionPayRefusal.Incomplete, () => Resigned(("txnAmt", "12.30"))),
        ("an amount of nothing", UnionPayRefusal.Incomplete, () => Resigned(("txnAmt", "0"))),
        ("an amount of 13 digits", UnionPayRefusal.Incomplete, () => Resigned(("txnAmt", "1234567890123"))),
        ("no amount", UnionPayRefusal.Incomplete, () => Resigned(("txnAmt", null))),
        ("dollars, signed so", UnionPayRefusal.Incomplete, () => Resigned(("currencyCode", "840"))),
        ("no number of the trade", UnionPayRefusal.Incomplete, () => Resigned(("queryId", null))),
        ("no number of the order", UnionPayRefusal.Incomplete, () => Resigned(("orderId", ""))),
        ("an order's number of 2 KB", UnionPayRefusal.Incomplete, () => Resigned(("orderId", new string('9', 2048)))),
        ("an order's number with a line end", UnionPayRefusal.Incomplete, () => Resigned(("orderId", "ORD00001\nORD00002"))),
        ("a time that is none", UnionPayRefusal.Incomplete, () => Resigned(("txnTime", "20240301250005"))),
        ("an escape cut short", UnionPayRefusal.Malformed, () => Ascii(Genuine + "%2")),
        ("an escape that is no hex", UnionPayRefusal.Malformed, () => Ascii(Genuine + "&x=%GG")),
        ("a raw byte of no ASCII", UnionPayRefusal.Malformed, () => [.. Ascii(Genuine), 0xE4, 0xB8, 0x80]),
        ("a zero byte behind it", UnionPayRefusal.Malformed, () => [.. Ascii(Genuine), 0]),
        ("a line end behind it", UnionPayRefusal.Malformed, () => Ascii(Genuine + "\r\n")),
        ("an ampersand behind it", UnionPayRefusal.Malformed, () => Ascii(Genuine + "&")),
        ("a field without a name", UnionPayRefusal.Malformed, () => Ascii(Genuine + "&=1")),
        ("JSON 10,000 deep", UnionPayRefusal.Malformed, () => Ascii(new string('[', 10_000))),
        ("nothing", UnionPayRefusal.Malformed, () => []),
        ("2,000 fields", UnionPayRefusal.TooManyFields, () => Ascii(string.Join('&', Enumerable.Range(0, 2000).Select(i => $"f{i}=1")))),
        ("more than the limit", UnionPayRefusal.TooLarge, () => Ascii(Genuine + "&body=" + new string('x', 64 * 1024))),
    ];

    private static string GenuinePem => UnionPaySide.PemOf(UnionPaySide.GatewayCertificate);

    public static byte[] Of(string name) => All.Single(one => one.Name == name).Make();

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Swap(string from, string to) => Genuine.Contains(from, StringComparison.Ordinal)
        ? Ascii(Genuine.Replace(from, to, StringComparison.Ordinal))
        : throw new InvalidOperationException($"{from} is not there.");

    /// <summary>Changed and signed well; <paramref name="then"/> changes it once more without a signature.</summary>
    private static byte[] Resigned((string Name, string? Value) change, (string Name, string? Value)? then = null)
    {
        var signed = UnionPaySide.Sign(UnionPaySide.Fields().With(change));
        return UnionPaySide.Form(then is { } later ? signed.With(later) : signed);
    }

    private static byte[] Certified(X509Certificate2 certificate, RSA? key = null) =>
        Certified(UnionPaySide.PemOf(certificate), key);

    /// <summary>With another certificate, and signed well by the key given.</summary>
    private static byte[] Certified(string? pem, RSA? key = null) =>
        UnionPaySide.Signed(UnionPaySide.Fields().With(("signPubKeyCert", pem)), key);

    private static byte[] ChangeSignature(Func<string, string?> change)
    {
        var signed = UnionPaySide.Sign(UnionPaySide.Fields());
        return UnionPaySide.Form(signed.With(("signature", change(signed["signature"]))));
    }

    private static byte[] SignedOver(Func<string, byte[]> digest)
    {
        var fields = UnionPaySide.Fields();
        var signature = UnionPaySide.GatewayKey.SignData(
            digest(UnionPaySide.TextOf(fields)), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return UnionPaySide.Form(fields.With(("signature", Convert.ToBase64String(signature))));
    }

    private static byte[] Sha1Inside()
    {
        var fields = UnionPaySide.Fields();
        var hex = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(UnionPaySide.TextOf(fields))));
        var signature = UnionPaySide.GatewayKey.SignData(Ascii(hex), HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
        return UnionPaySide.Form(fields.With(("signature", Convert.ToBase64String(signature))));
    }

    private static byte[] SignedWithoutCertificate()
    {
        var fields = UnionPaySide.Fields();
        var bare = new Dictionary<string, string>(fields).With(("signPubKeyCert", null));
        var signature = UnionPaySide.SignatureOf(UnionPaySide.TextOf(bare), UnionPaySide.GatewayKey);
        return UnionPaySide.Form(fields.With(("signature", signature)));
    }

    private static X509Certificate2 SelfSigned() => new CertificateRequest(
        $"CN={Authority.TestSigner}", UnionPaySide.OtherKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(UnionPaySide.Now.AddYears(-1), UnionPaySide.Now.AddYears(1));

    /// <summary>The genuine one with another day in it.</summary>
    private static X509Certificate2 Altered()
    {
        var der = UnionPaySide.GatewayCertificate.RawData;
        var year = der.AsSpan().IndexOf("600101"u8); // NotAfter, 2060.
        der[year + 1] = (byte)'1';
        return X509CertificateLoader.LoadCertificate(der);
    }

    private static byte[] WeakKey()
    {
        var key = RSA.Create(1024);
        return Certified(UnionPaySide.Authority.Leaf(key), key);
    }

    /// <summary>A genuine message whose respCode is moved into the value that stands before it in the signed text: the
    /// text, and so the signature, stay the same.</summary>
    private static byte[] HiddenField()
    {
        var signed = UnionPaySide.Sign(UnionPaySide.Fields());
        return UnionPaySide.Form(signed.With(
            ("queryId", $"{signed["queryId"]}&respCode={signed["respCode"]}"), ("respCode", null)));
    }
}
