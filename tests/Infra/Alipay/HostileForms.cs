using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Alipay;

namespace PayFunctions.Tests.Infra.Alipay;

/// <summary>The table of bad notifications: what is wrong with each, and the reason it must be refused for.</summary>
internal static class HostileForms
{
    private static readonly string Genuine = Encoding.ASCII.GetString(AlipaySide.Signed(AlipaySide.Fields()));

    public static IReadOnlyList<(string Name, AlipayRefusal Reason, Func<byte[]> Make)> All { get; } =
    [
        ("an amount raised after signing", AlipayRefusal.BadSignature, () => Swap("total_amount=12.30", "total_amount=99.30")),
        ("an unpaid trade made paid", AlipayRefusal.BadSignature, () => Resigned(("trade_status", "WAIT_BUYER_PAY"), then: ("trade_status", "TRADE_SUCCESS"))),
        ("another order's number", AlipayRefusal.BadSignature, () => Swap("out_trade_no=ORD0001", "out_trade_no=ORD0002")),
        ("another notification's id", AlipayRefusal.BadSignature, () => Swap("notify_id=2024", "notify_id=2025")),
        ("another seller after signing", AlipayRefusal.BadSignature, () => Swap("seller_id=2088000000000001", "seller_id=2088000000000002")),
        ("a field added after signing", AlipayRefusal.BadSignature, () => Ascii(Genuine + "&extra=1")),
        ("a field that a router's query would add", AlipayRefusal.BadSignature, () => Ascii("tenant=acme&" + Genuine)),
        ("signed by a stranger's key", AlipayRefusal.BadSignature, () => AlipaySide.Signed(AlipaySide.Fields(), AlipaySide.OtherKey)),
        ("signed by the application's own key", AlipayRefusal.BadSignature, () => AlipaySide.Signed(AlipaySide.Fields(), AlipaySide.AppKey)),
        ("SHA-1 under the name of RSA2", AlipayRefusal.BadSignature, () => AlipaySide.Form(AlipaySide.Sign(AlipaySide.Fields(), hash: HashAlgorithmName.SHA1))),
        ("sign_type RSA", AlipayRefusal.UnsupportedSignatureType, () => AlipaySide.Form(AlipaySide.Sign(AlipaySide.Fields(), hash: HashAlgorithmName.SHA1).With(("sign_type", "RSA")))),
        ("sign_type none", AlipayRefusal.UnsupportedSignatureType, () => SignedWith(("sign_type", "none"))),
        ("sign_type in small letters", AlipayRefusal.UnsupportedSignatureType, () => SignedWith(("sign_type", "rsa2"))),
        ("sign_type left out", AlipayRefusal.UnsupportedSignatureType, () => SignedWith(("sign_type", null))),
        ("sign_type signed along, as other messages have it", AlipayRefusal.BadSignature, SignTypeSignedAlong),
        ("no signature", AlipayRefusal.MissingSignature, () => SignedWith(("sign", null))),
        ("an empty signature", AlipayRefusal.MissingSignature, () => SignedWith(("sign", ""))),
        ("a signature cut short", AlipayRefusal.BadSignature, () => ChangeSign(sign => sign[..^8])),
        ("a signature without its last padding", AlipayRefusal.BadSignature, () => ChangeSign(sign => sign.TrimEnd('='))),
        ("a signature with a line end inside", AlipayRefusal.BadSignature, () => ChangeSign(sign => sign.Insert(76, "\n"))),
        ("a signature in the alphabet of URLs", AlipayRefusal.BadSignature, () => ChangeSign(sign => sign.Replace('+', '-').Replace('/', '_') + "-")),
        ("a signature with bytes behind it", AlipayRefusal.BadSignature, () => ChangeSign(sign => sign + "AAAA")),
        ("a signature of 60 KB", AlipayRefusal.BadSignature, () => ChangeSign(_ => new string('A', 60_000))),
        ("decoded twice on its way", AlipayRefusal.Malformed, () => Ascii(Uri.UnescapeDataString(Genuine))),
        ("the amount twice, the second the larger", AlipayRefusal.DuplicateField, () => Ascii(Genuine + "&total_amount=99.30")),
        ("the sign twice", AlipayRefusal.DuplicateField, () => Ascii(Genuine + "&sign=AAAA")),
        ("a name in disguise twice", AlipayRefusal.DuplicateField, () => Ascii(Genuine + "&%74otal_amount=99.30")),
        ("a refund hidden in the value before it", AlipayRefusal.AmbiguousField, HiddenRefund),
        ("a status hidden in the subject", AlipayRefusal.AmbiguousField, () => Resigned(("subject", "tea&trade_status=TRADE_SUCCESS"))),
        ("UTF-16 asked for", AlipayRefusal.UnsupportedCharset, () => Resigned(("charset", "utf-16"))),
        ("UTF-7 asked for", AlipayRefusal.UnsupportedCharset, () => Resigned(("charset", "utf-7"))),
        ("an application that is not ours", AlipayRefusal.UnknownApp, () => Resigned(("app_id", "2021999999999999"))),
        ("no application", AlipayRefusal.UnknownApp, () => Resigned(("app_id", null))),
        ("an app_id of 4 KB", AlipayRefusal.UnknownApp, () => Resigned(("app_id", new string('2', 4096)))),
        ("another application of ours, signed for the first", AlipayRefusal.BadSignature, () => Swap("app_id=2021000000000011", "app_id=2021000000000012")),
        ("a certificate that nobody has", AlipayRefusal.UnknownCertificate, () => OfCertificate(new string('0', 32))),
        ("a certificate past its end", AlipayRefusal.CertificateNotInForce, () => OfCertificate(CertificateSerials.Of(AlipaySide.ExpiredCertificate))),
        ("an amount with a sign", AlipayRefusal.Incomplete, () => Resigned(("total_amount", "-12.30"))),
        ("an amount with an exponent", AlipayRefusal.Incomplete, () => Resigned(("total_amount", "1e3"))),
        ("an amount with three decimals", AlipayRefusal.Incomplete, () => Resigned(("total_amount", "12.300"))),
        ("no amount", AlipayRefusal.Incomplete, () => Resigned(("total_amount", null))),
        ("an amount of nothing", AlipayRefusal.Incomplete, () => Resigned(("total_amount", "0.00"))),
        ("no number of the trade", AlipayRefusal.Incomplete, () => Resigned(("trade_no", null))),
        ("no number of the order", AlipayRefusal.Incomplete, () => Resigned(("out_trade_no", ""))),
        ("an order's number of 2 KB", AlipayRefusal.Incomplete, () => Resigned(("out_trade_no", new string('9', 2048)))),
        ("an order's number with a line end", AlipayRefusal.Incomplete, () => Resigned(("out_trade_no", "ORD0001\nORD0002"))),
        ("no notification id", AlipayRefusal.Incomplete, () => Resigned(("notify_id", null))),
        ("no seller", AlipayRefusal.Incomplete, () => Resigned(("seller_id", null))),
        ("a time that is none", AlipayRefusal.Incomplete, () => Resigned(("gmt_payment", "2024-03-01 25:00:05"))),
        ("a status that nobody knows", AlipayRefusal.UnknownWord, () => Resigned(("trade_status", "TRADE_PAID"))),
        ("a status in small letters", AlipayRefusal.UnknownWord, () => Resigned(("trade_status", "trade_success"))),
        ("an escape cut short", AlipayRefusal.Malformed, () => Ascii(Genuine + "%2")),
        ("an escape that is no hex", AlipayRefusal.Malformed, () => Ascii(Genuine + "&x=%GG")),
        ("a raw byte of no ASCII", AlipayRefusal.Malformed, () => [.. Ascii(Genuine), 0xE4, 0xB8, 0x80]),
        ("a zero byte behind it", AlipayRefusal.Malformed, () => [.. Ascii(Genuine), 0]),
        ("a line end behind it", AlipayRefusal.Malformed, () => Ascii(Genuine + "\r\n")),
        ("an ampersand behind it", AlipayRefusal.Malformed, () => Ascii(Genuine + "&")),
        ("a field without a name", AlipayRefusal.Malformed, () => Ascii(Genuine + "&=1")),
        ("a field without a value's sign", AlipayRefusal.Malformed, () => Ascii(Genuine + "&lonely")),
        ("a name with a line end", AlipayRefusal.Malformed, () => Ascii(Genuine + "&a%0Ab=1")),
        ("JSON", AlipayRefusal.Malformed, () => Ascii("""{"trade_status":"TRADE_SUCCESS"}""")),
        ("JSON 10,000 deep", AlipayRefusal.Malformed, () => Ascii(new string('[', 10_000))),
        ("nothing", AlipayRefusal.Malformed, () => []),
        ("2,000 fields", AlipayRefusal.TooManyFields, () => Ascii(string.Join('&', Enumerable.Range(0, 2000).Select(i => $"f{i}=1")))),
        ("more than the limit", AlipayRefusal.TooLarge, () => Ascii(Genuine + "&body=" + new string('x', 64 * 1024))),
    ];

    public static byte[] Of(string name) => All.Single(one => one.Name == name).Make();

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Swap(string from, string to) => Genuine.Contains(from, StringComparison.Ordinal)
        ? Ascii(Genuine.Replace(from, to, StringComparison.Ordinal))
        : throw new InvalidOperationException($"{from} is not there.");

    /// <summary>Changed and signed well; <paramref name="then"/> changes it once more without a signature.</summary>
    private static byte[] Resigned((string Name, string? Value) change, (string Name, string? Value)? then = null)
    {
        var signed = AlipaySide.Sign(AlipaySide.Fields().With(change));
        return AlipaySide.Form(then is { } later ? signed.With(later) : signed);
    }

    private static byte[] SignedWith((string Name, string? Value) change) =>
        AlipaySide.Form(AlipaySide.Sign(AlipaySide.Fields()).With(change));

    private static byte[] ChangeSign(Func<string, string> change)
    {
        var signed = AlipaySide.Sign(AlipaySide.Fields());
        return AlipaySide.Form(signed.With(("sign", change(signed["sign"]))));
    }

    private static byte[] SignTypeSignedAlong()
    {
        var fields = AlipaySide.Fields().With(("sign_type", "RSA2"));
        var text = string.Join('&', fields.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key}={one.Value}"));
        var sign = AlipaySide.AlipayKey.SignData(
            Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return AlipaySide.Form(fields.With(("sign", Convert.ToBase64String(sign))));
    }

    /// <summary>A genuine refund's notification whose refund_fee is moved into the value that stands before it in the
    /// signed text: the text, and so the signature, stay the same.</summary>
    private static byte[] HiddenRefund()
    {
        var refund = AlipaySide.Sign(AlipaySide.Fields().With(("refund_fee", "12.30")));
        return AlipaySide.Form(refund.With(
            ("receipt_amount", $"{refund["receipt_amount"]}&refund_fee=12.30"), ("refund_fee", null)));
    }

    private static byte[] OfCertificate(string serial) => AlipaySide.Signed(
        AlipaySide.Fields(appId: AlipaySide.CertificateAppId).With(("alipay_cert_sn", serial)), certificateMode: true);
}
